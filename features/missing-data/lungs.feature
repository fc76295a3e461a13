Feature: Questions about the lungs under daratumumab

  Rule: Ask for a history of COPD

    @rule:missing-copd
    Scenario Outline: With daratumumab a history of COPD that isn't recorded is asked for
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
      When the rule book is applied
      Then missing-copd applies to the <role> regimen as warning
      And missing-copd says “after <role> daratumumab depends on it”

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:missing-copd
    Scenario Outline: Once COPD is recorded, or with another antibody, nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | COPD             | <COPD>    |
      When the rule book is applied
      Then missing-copd does not apply

      Examples:
        | current     | planned         | COPD |
        | daratumumab | none            | yes  |
        | daratumumab | none            | no   |
        | none        | daratumumab     | no   |
        | isatuximab  | none            |      |
        | none        | isatuximab      |      |
        | none        | other anti cd38 |      |
        | none        | none            |      |

    @rule:missing-copd
    Scenario: While COPD isn't recorded, no firm advice on it is given
      Given a patient assessed on 2024-03-15
        | current antibody        | daratumumab |
        | current doses given     | 4           |
        | planned antibody        | none        |
        | FEV1                    | 45          |
        | major infusion reaction | no          |
      When the rule book is applied
      Then missing-copd applies to the current regimen
      And copd-dara-bronchodilator can't be decided for the current regimen without history of COPD
      And copd-dara-prophylaxis-stop can't be decided for the current regimen without history of COPD
      And copd-dara-fev1-lt50 can't be decided for the current regimen without history of COPD

    @rule:missing-copd
    Scenario: FEV1 or asthma on record doesn't answer the question
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | daratumumab |
        | FEV1             | 45          |
        | asthma           | yes         |
      When the rule book is applied
      Then missing-copd applies to the planned regimen as warning

    @rule:missing-copd
    Scenario: An undecided plan may turn out not to need the answer
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
      When the rule book is applied
      Then missing-copd can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:missing-copd
    Scenario: A plan that nobody recorded leaves the question waiting
      Given a patient assessed on 2024-03-15
        | current antibody | none |
      When the rule book is applied
      Then missing-copd waits for the planned regimen

  Rule: Ask for the FEV1 in COPD

    @rule:missing-fev1
    Scenario Outline: With COPD and daratumumab an FEV1 that isn't recorded is asked for, and prophylaxis doesn't wait
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
        | COPD             | yes         |
      When the rule book is applied
      Then missing-fev1 applies to the <role> regimen as warning
      And missing-fev1 says “may concern <role> daratumumab”
      And copd-dara-bronchodilator applies to the <role> regimen as warning
      And copd-dara-fev1-lt50 can't be decided for the <role> regimen without FEV1

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:missing-fev1
    Scenario Outline: With an FEV1, without COPD, or with another antibody nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | planned antibody | none       |
        | COPD             | <COPD>     |
        | FEV1             | <FEV1>     |
      When the rule book is applied
      Then missing-fev1 does not apply

      Examples:
        | antibody        | COPD | FEV1 |
        | daratumumab     | yes  | 50   |
        | daratumumab     | yes  | 5    |
        | daratumumab     | no   |      |
        | isatuximab      | yes  |      |
        | other anti cd38 | yes  |      |
        | none            | yes  |      |

    @rule:missing-fev1
    Scenario: Without the history of COPD it is too early to ask
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
      When the rule book is applied
      Then missing-fev1 can't be decided for the current regimen without history of COPD
      And missing-copd applies to the current regimen

    @rule:missing-fev1
    Scenario: An undecided plan may turn out not to need the FEV1
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | COPD             | yes       |
      When the rule book is applied
      Then missing-fev1 can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  Rule: Ask how severe and how well controlled the asthma is

    @rule:missing-asthma-severity
    Scenario Outline: What would decide whether trials left the asthma out is asked for
      Given a patient assessed on 2024-03-15
        | <role> antibody   | daratumumab  |
        | <other> antibody  | none         |
        | asthma            | yes          |
        | asthma severity   | <severity>   |
        | asthma controlled | <controlled> |
      When the rule book is applied
      Then missing-asthma-severity applies to the <role> regimen as warning
      And missing-asthma-severity says “may concern <role> daratumumab”

      Examples:
        | role    | other   | severity | controlled |
        | current | planned |          |            |
        | current | planned | mild     |            |
        | current | planned |          | yes        |
        | planned | current |          |            |

    @rule:missing-asthma-severity
    Scenario Outline: Where the answer would change nothing, nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody  | <antibody>   |
        | planned antibody  | none         |
        | asthma            | <asthma>     |
        | asthma severity   | <severity>   |
        | asthma controlled | <controlled> |
      When the rule book is applied
      Then missing-asthma-severity does not apply

      Examples:
        | antibody        | asthma | severity | controlled |
        | daratumumab     | yes    | moderate |            |
        | daratumumab     | yes    | severe   |            |
        | daratumumab     | yes    |          | no         |
        | daratumumab     | yes    | mild     | no         |
        | daratumumab     | yes    | mild     | yes        |
        | daratumumab     | no     |          |            |
        | isatuximab      | yes    |          |            |
        | other anti cd38 | yes    |          |            |
        | none            | yes    |          |            |

    @rule:missing-asthma-severity
    Scenario: Whether the asthma is persistent doesn't answer the question
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab |
        | planned antibody  | none        |
        | asthma            | yes         |
        | asthma persistent | no          |
      When the rule book is applied
      Then missing-asthma-severity applies to the current regimen as warning

    @rule:missing-asthma-severity
    Scenario: While asthma itself isn't recorded, its severity is not asked for
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
      When the rule book is applied
      Then missing-asthma-severity can't be decided for the current regimen without asthma

    @rule:missing-asthma-severity
    Scenario: An undecided plan may turn out not to need the answer
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | asthma           | yes       |
      When the rule book is applied
      Then missing-asthma-severity can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  Rule: Ask for a major infusion reaction before prophylaxis may end

    @rule:missing-ir-history
    Scenario Outline: From the fourth dose on the history of infusion reactions is asked for
      Given a patient assessed on 2024-03-15
        | current antibody    | daratumumab |
        | planned antibody    | none        |
        | current doses given | <doses>     |
        | COPD                | yes         |
      When the rule book is applied
      Then missing-ir-history applies to the current regimen as warning
      And missing-ir-history says “current daratumumab, first 4 doses done”
      And copd-dara-bronchodilator applies to the current regimen as warning
      And copd-dara-prophylaxis-stop can't be decided for the current regimen without major infusion reaction

      Examples:
        | doses |
        | 4     |
        | 5     |

    @rule:missing-ir-history
    Scenario Outline: Before the fourth dose, with the history on record, or without COPD or daratumumab nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody        | <antibody> |
        | planned antibody        | none       |
        | current doses given     | <doses>    |
        | COPD                    | <COPD>     |
        | major infusion reaction | <reaction> |
      When the rule book is applied
      Then missing-ir-history does not apply

      Examples:
        | antibody        | doses | COPD | reaction |
        | daratumumab     | 3     | yes  |          |
        | daratumumab     | 4     | yes  | no       |
        | daratumumab     | 4     | yes  | yes      |
        | daratumumab     | 4     | no   |          |
        | isatuximab      | 4     | yes  |          |
        | other anti cd38 | 4     | yes  |          |

    @rule:missing-ir-history
    Scenario: Daratumumab that is only planned raises no such question
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | daratumumab |
        | COPD             | yes         |
      When the rule book is applied
      Then missing-ir-history does not apply

    @rule:missing-ir-history
    Scenario Outline: Without the count or the history of COPD it is too early to ask
      Given a patient assessed on 2024-03-15
        | current antibody    | daratumumab |
        | planned antibody    | none        |
        | current doses given | <doses>     |
        | COPD                | <COPD>      |
      When the rule book is applied
      Then missing-ir-history can't be decided for the current regimen without <missing>

      Examples:
        | doses | COPD | missing                       |
        |       | yes  | doses given (current regimen) |
        | 4     |      | history of COPD               |

  Rule: Ask how many doses of daratumumab were given

    @rule:missing-dose-count
    Scenario: With COPD a count of doses that isn't recorded is asked for, and prophylaxis stays
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | yes         |
      When the rule book is applied
      Then missing-dose-count applies to the current regimen as warning
      And missing-dose-count says “after the first 4 doses”
      And copd-dara-bronchodilator applies to the current regimen as warning

    @rule:missing-dose-count
    Scenario Outline: With a count, without COPD, or with another antibody nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody    | <antibody> |
        | planned antibody    | none       |
        | current doses given | <doses>    |
        | COPD                | <COPD>     |
      When the rule book is applied
      Then missing-dose-count does not apply

      Examples:
        | antibody        | doses | COPD |
        | daratumumab     | 0     | yes  |
        | daratumumab     | 3     | yes  |
        | daratumumab     | 4     | yes  |
        | daratumumab     |       | no   |
        | isatuximab      |       | yes  |
        | other anti cd38 |       | yes  |
        | none            |       | yes  |

    @rule:missing-dose-count
    Scenario: Daratumumab that is only planned has no doses to count
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | daratumumab |
        | COPD             | yes         |
      When the rule book is applied
      Then missing-dose-count does not apply

    @rule:missing-dose-count
    Scenario: Without the history of COPD it is too early to ask
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
      When the rule book is applied
      Then missing-dose-count can't be decided for the current regimen without history of COPD

  @rule:missing-asthma-severity
  Scenario: The question on asthma asks for severity and control, as far as they aren't recorded
    Given a patient assessed on 2024-03-15
      | current antibody | daratumumab |
      | planned antibody | none        |
      | asthma           | yes         |
      | asthma severity  | mild        |
    When the rule book is applied
    Then missing-asthma-severity applies to the current regimen as warning
    And missing-asthma-severity asks for asthma controlled
