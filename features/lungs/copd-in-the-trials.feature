Feature: COPD and whom the trials admitted

  Rule: The daratumumab trials left out COPD with an FEV1 below 50 %

    @rule:copd-dara-fev1-lt50
    Scenario Outline: In COPD an FEV1 just below the limit lies outside the trials
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
        | COPD             | yes         |
        | FEV1             | <FEV1>      |
      When the rule book is applied
      Then copd-dara-fev1-lt50 applies to the <role> regimen as warning
      And copd-dara-fev1-lt50 says “don't cover <role> daratumumab”

      Examples:
        | role    | other   | FEV1 |
        | current | planned | 5    |
        | current | planned | 49   |
        | current | planned | 49.9 |
        | planned | current | 49.9 |

    @rule:copd-dara-fev1-lt50
    Scenario Outline: An FEV1 at the limit or above it was admitted
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | yes         |
        | FEV1             | <FEV1>      |
      When the rule book is applied
      Then copd-dara-fev1-lt50 does not apply

      Examples:
        | FEV1 |
        | 50   |
        | 50.0 |
        | 50.1 |
        | 51   |
        | 100  |

    @rule:copd-dara-fev1-lt50
    Scenario Outline: Without COPD, or with another antibody, the limit has no bearing
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | COPD             | <COPD>    |
        | FEV1             | 45        |
      When the rule book is applied
      Then copd-dara-fev1-lt50 does not apply

      Examples:
        | current     | planned         | COPD |
        | daratumumab | none            | no   |
        | none        | daratumumab     | no   |
        | isatuximab  | none            | yes  |
        | none        | isatuximab      | yes  |
        | none        | other anti cd38 | yes  |
        | none        | none            | yes  |

    @rule:copd-dara-fev1-lt50
    Scenario Outline: Without FEV1 or history of COPD it stays open
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | <COPD>      |
        | FEV1             | <FEV1>      |
      When the rule book is applied
      Then copd-dara-fev1-lt50 can't be decided for the current regimen without <missing>

      Examples:
        | COPD | FEV1 | missing         |
        | yes  |      | FEV1            |
        |      | 45   | history of COPD |
        |      |      | history of COPD |
        |      |      | FEV1            |

    @rule:copd-dara-fev1-lt50
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | COPD             | yes       |
        | FEV1             | 45        |
      When the rule book is applied
      Then copd-dara-fev1-lt50 can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:copd-dara-fev1-lt50
    Scenario: The advice names the three limits and calls none of them a contraindication
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | isatuximab  |
        | alternative antibody | daratumumab |
        | COPD                 | yes         |
        | FEV1                 | 45          |
      When the rule book is applied
      Then copd-dara-fev1-lt50 applies to the alternative regimen as warning
      And copd-dara-fev1-lt50 does not apply to the planned regimen
      And copd-dara-fev1-lt50 says “EQUULEUS left out COPD with FEV1 < 50%, APOLLO with < 50% and CANDOR with < 50%”
      And copd-dara-fev1-lt50 says “is not a contraindication”
      And copd-dara-fev1-lt50 says “The limit is strict”

    @rule:copd-dara-fev1-lt50 @rule:copd-dara-bronchodilator
    Scenario: A low FEV1 doesn't replace the advice on prophylaxis
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | yes         |
        | FEV1             | 45          |
      When the rule book is applied
      Then copd-dara-fev1-lt50 is an alert of its own
      And copd-dara-bronchodilator is an alert of its own

  Rule: The isatuximab trials left out nobody for lung disease

    @rule:pulm-isa-trial-inclusion
    Scenario Outline: With COPD or asthma the admission to the isatuximab trials is shown
      Given a patient assessed on 2024-03-15
        | <role> antibody  | isatuximab |
        | <other> antibody | none       |
        | COPD             | <COPD>     |
        | asthma           | <asthma>   |
      When the rule book is applied
      Then pulm-isa-trial-inclusion applies to the <role> regimen as info
      And pulm-isa-trial-inclusion says “results for <role> isatuximab”
      And pulm-isa-trial-inclusion says “10% of the patients had COPD or asthma”
      And pulm-isa-trial-inclusion says “isn't split by disease, severity or treatment arm”

      Examples:
        | role    | other   | COPD | asthma |
        | current | planned | yes  |        |
        | current | planned | yes  | no     |
        | current | planned |      | yes    |
        | planned | current | no   | yes    |
        | planned | current | yes  | yes    |

    @rule:pulm-isa-trial-inclusion
    Scenario Outline: Without lung disease, or with another antibody, it is not shown
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
        | COPD             | <COPD>    |
        | asthma           | <asthma>  |
      When the rule book is applied
      Then pulm-isa-trial-inclusion does not apply

      Examples:
        | current     | planned         | COPD | asthma |
        | isatuximab  | none            | no   | no     |
        | none        | isatuximab      | no   | no     |
        | daratumumab | none            | yes  | yes    |
        | none        | other anti cd38 | yes  | yes    |

    @rule:pulm-isa-trial-inclusion
    Scenario Outline: One lung disease ruled out leaves the other to be recorded
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab |
        | planned antibody | none       |
        | COPD             | <COPD>     |
        | asthma           | <asthma>   |
      When the rule book is applied
      Then pulm-isa-trial-inclusion can't be decided for the current regimen without <missing>

      Examples:
        | COPD | asthma | missing         |
        | no   |        | asthma          |
        |      | no     | history of COPD |
        |      |        | asthma          |
        |      |        | history of COPD |

    @rule:pulm-isa-trial-inclusion
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | COPD             | yes       |
      When the rule book is applied
      Then pulm-isa-trial-inclusion can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  Rule: While the choice of antibody is open, the difference between the trials is background

    @rule:copd-trial-discrepancy
    Scenario Outline: An open choice with lung disease shows whom the trials admitted
      Given a patient assessed on 2024-03-15
        | current antibody     | none          |
        | planned antibody     | <planned>     |
        | alternative antibody | <alternative> |
        | COPD                 | <COPD>        |
        | asthma               | <asthma>      |
      When the rule book is applied
      Then copd-trial-discrepancy applies as info
      And copd-trial-discrepancy says “EQUULEUS, APOLLO and CANDOR, which tested daratumumab, left out COPD with FEV1 < 50%”
      And copd-trial-discrepancy says “shows no advantage of either antibody”

      Examples:
        | planned     | alternative | COPD | asthma |
        | undecided   |             | yes  |        |
        | undecided   |             | yes  | no     |
        | undecided   |             |      | yes    |
        | undecided   |             | no   | yes    |
        | daratumumab | isatuximab  | yes  |        |
        | isatuximab  | daratumumab | no   | yes    |

    @rule:copd-trial-discrepancy
    Scenario Outline: A choice that is made, or no plan at all, is not open
      Given a patient assessed on 2024-03-15
        | current antibody     | <current>     |
        | planned antibody     | <planned>     |
        | alternative antibody | <alternative> |
        | COPD                 | yes           |
        | asthma               | yes           |
      When the rule book is applied
      Then copd-trial-discrepancy does not apply

      Examples:
        | current     | planned     | alternative |
        | none        | daratumumab |             |
        | none        | isatuximab  |             |
        | none        | daratumumab | daratumumab |
        | none        | isatuximab  | none        |
        | none        | none        |             |
        |             |             |             |
        | daratumumab | isatuximab  |             |

    @rule:copd-trial-discrepancy
    Scenario: Without lung disease an open choice shows nothing of it
      Given a patient assessed on 2024-03-15
        | planned antibody | undecided |
        | COPD             | no        |
        | asthma           | no        |
      When the rule book is applied
      Then copd-trial-discrepancy does not apply

    @rule:copd-trial-discrepancy
    Scenario Outline: With an open choice the lung disease has to be recorded
      Given a patient assessed on 2024-03-15
        | planned antibody | undecided |
        | COPD             | <COPD>    |
        | asthma           | <asthma>  |
      When the rule book is applied
      Then copd-trial-discrepancy can't be decided without <missing>

      Examples:
        | COPD | asthma | missing         |
        | no   |        | asthma          |
        |      | no     | history of COPD |
        |      |        | asthma          |
        |      |        | history of COPD |
