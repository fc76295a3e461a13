Feature: Asthma and daratumumab

  Rule: Daratumumab trials left out moderate, severe or uncontrolled asthma

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: Asthma that is at least moderate, or uncontrolled at any severity, lies outside of trials
      Given a patient assessed on 2024-03-15
        | <role> antibody   | daratumumab  |
        | <other> antibody  | none         |
        | asthma            | yes          |
        | asthma severity   | <severity>   |
        | asthma controlled | <controlled> |
      When the rule book is applied
      Then asthma-dara-trial-exclusion applies to the <role> regimen as warning
      And asthma-dara-trial-exclusion says “cover <role> daratumumab”

      Examples:
        | role    | other   | severity | controlled |
        | current | planned | moderate | yes        |
        | current | planned | moderate | no         |
        | current | planned | moderate |            |
        | current | planned | severe   | yes        |
        | current | planned | severe   |            |
        | current | planned | mild     | no         |
        | current | planned |          | no         |
        | planned | current | moderate | yes        |
        | planned | current | mild     | no         |

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: Mild controlled asthma, no asthma, or another antibody gives no such advice
      Given a patient assessed on 2024-03-15
        | current antibody  | <current>    |
        | planned antibody  | <planned>    |
        | asthma            | <asthma>     |
        | asthma severity   | <severity>   |
        | asthma controlled | <controlled> |
      When the rule book is applied
      Then asthma-dara-trial-exclusion does not apply

      Examples:
        | current     | planned         | asthma | severity | controlled |
        | daratumumab | none            | yes    | mild     | yes        |
        | none        | daratumumab     | yes    | mild     | yes        |
        | daratumumab | none            | no     |          |            |
        | daratumumab | none            | no     | severe   | no         |
        | isatuximab  | none            | yes    | severe   | no         |
        | none        | isatuximab      | yes    | severe   | no         |
        | none        | other anti cd38 | yes    | severe   | no         |
        | none        | none            | yes    | severe   | no         |

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: What isn't recorded of the asthma leaves it open
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab  |
        | planned antibody  | none         |
        | asthma            | <asthma>     |
        | asthma severity   | <severity>   |
        | asthma controlled | <controlled> |
      When the rule book is applied
      Then asthma-dara-trial-exclusion can't be decided for the current regimen without <missing>

      Examples:
        | asthma | severity | controlled | missing            |
        | yes    |          |            | severity of asthma |
        | yes    |          |            | asthma controlled  |
        | yes    | mild     |            | asthma controlled  |
        | yes    |          | yes        | severity of asthma |
        |        | severe   | no         | asthma             |
        |        |          |            | asthma             |

    @rule:asthma-dara-trial-exclusion
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | asthma           | yes       |
        | asthma severity  | severe    |
      When the rule book is applied
      Then asthma-dara-trial-exclusion can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:asthma-dara-trial-exclusion
    Scenario: An alternative plan with daratumumab is judged for itself
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | isatuximab  |
        | alternative antibody | daratumumab |
        | asthma               | yes         |
        | asthma severity      | moderate    |
      When the rule book is applied
      Then asthma-dara-trial-exclusion applies to the alternative regimen as warning
      And asthma-dara-trial-exclusion does not apply to the planned regimen

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: CANDOR is named for moderate or severe asthma only
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab |
        | planned antibody  | none        |
        | asthma            | yes         |
        | asthma severity   | <severity>  |
        | asthma controlled | no          |
      When the rule book is applied
      Then asthma-dara-trial-exclusion says “EQUULEUS left out moderate, severe or uncontrolled asthma”
      And asthma-dara-trial-exclusion <says> “CANDOR left out known moderate or severe asthma, where it was persistent”
      And asthma-dara-trial-exclusion <says> “trials left out moderate or severe asthma”

      Examples:
        | severity | says         |
        | moderate | says         |
        | severe   | says         |
        | mild     | does not say |
        |          | does not say |

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: Uncontrolled asthma that isn't known to be moderate or severe has words of its own
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab |
        | planned antibody  | none        |
        | asthma            | yes         |
        | asthma severity   | <severity>  |
        | asthma controlled | no          |
      When the rule book is applied
      Then asthma-dara-trial-exclusion says “A daratumumab trial left out uncontrolled asthma”

      Examples:
        | severity |
        | mild     |
        |          |

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: Whether the asthma is persistent changes what is said of CANDOR, not the advice
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab  |
        | planned antibody  | none         |
        | asthma            | yes          |
        | asthma severity   | <severity>   |
        | asthma persistent | <persistent> |
      When the rule book is applied
      Then asthma-dara-trial-exclusion applies to the current regimen as warning
      And asthma-dara-trial-exclusion <not concerned> “CANDOR's exclusion does not concern it”
      And asthma-dara-trial-exclusion <not recorded> “isn't recorded; CANDOR's exclusion depends on it”

      Examples:
        | severity | persistent | not concerned | not recorded |
        | moderate | yes        | does not say  | does not say |
        | moderate | no         | says          | does not say |
        | moderate |            | does not say  | says         |
        | severe   | yes        | does not say  | does not say |
        | severe   | no         | says          | does not say |
        | severe   |            | does not say  | says         |

    @rule:asthma-dara-trial-exclusion
    Scenario Outline: For mild asthma nothing is said of its being persistent
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab  |
        | planned antibody  | none         |
        | asthma            | yes          |
        | asthma severity   | mild         |
        | asthma controlled | no           |
        | asthma persistent | <persistent> |
      When the rule book is applied
      Then asthma-dara-trial-exclusion does not say “CANDOR's exclusion”

      Examples:
        | persistent |
        | yes        |
        | no         |
        |            |

    @rule:asthma-dara-trial-exclusion
    Scenario: The advice names its limits
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | asthma           | yes         |
        | asthma severity  | severe      |
      When the rule book is applied
      Then asthma-dara-trial-exclusion says “is not a contraindication”
      And asthma-dara-trial-exclusion says “No exclusion for asthma is mentioned for APOLLO”
      And asthma-dara-trial-exclusion says “both mild and controlled was no reason to be left out”

  Rule: Prophylaxis with daratumumab in asthma without COPD isn't addressed

    @rule:asthma-dara-prophylaxis-not-addressed
    Scenario Outline: With asthma and surely no COPD the silence of the source is stated
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
        | asthma           | yes         |
        | COPD             | no          |
      When the rule book is applied
      Then asthma-dara-prophylaxis-not-addressed applies to the <role> regimen as info
      And asthma-dara-prophylaxis-not-addressed says “after <role> daratumumab”
      And asthma-dara-prophylaxis-not-addressed says “neither for prophylaxis nor against it”
      And copd-dara-bronchodilator does not apply

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:asthma-dara-prophylaxis-not-addressed
    Scenario Outline: With COPD, without asthma, or with another antibody there is no such silence
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody> |
        | planned antibody | none       |
        | asthma           | <asthma>   |
        | COPD             | <COPD>     |
      When the rule book is applied
      Then asthma-dara-prophylaxis-not-addressed does not apply

      Examples:
        | antibody        | asthma | COPD |
        | daratumumab     | yes    | yes  |
        | daratumumab     | no     | no   |
        | isatuximab      | yes    | no   |
        | other anti cd38 | yes    | no   |
        | none            | yes    | no   |

    @rule:asthma-dara-prophylaxis-not-addressed
    Scenario Outline: A history of COPD or asthma that isn't recorded leaves it open
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | asthma           | <asthma>    |
        | COPD             | <COPD>      |
      When the rule book is applied
      Then asthma-dara-prophylaxis-not-addressed can't be decided for the current regimen without <missing>

      Examples:
        | asthma | COPD | missing         |
        | yes    |      | history of COPD |
        |        | no   | asthma          |

    @rule:asthma-dara-prophylaxis-not-addressed
    Scenario: With an undecided plan it waits for the choice of antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
        | asthma           | yes       |
        | COPD             | no        |
      When the rule book is applied
      Then asthma-dara-prophylaxis-not-addressed can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  @rule:asthma-dara-trial-exclusion
  Scenario Outline: The trial that asked for persistent asthma is cited only where the severity is the reason
    Given a patient assessed on 2024-03-15
      | current antibody  | none         |
      | planned antibody  | daratumumab  |
      | asthma            | yes          |
      | asthma severity   | <severity>   |
      | asthma controlled | <controlled> |
    When the rule book is applied
    Then asthma-dara-trial-exclusion applies to the planned regimen as warning
    And asthma-dara-trial-exclusion cites leleu-2022/equuleus-asthma-exclusion
    And asthma-dara-trial-exclusion <candor> leleu-2022/candor-asthma-exclusion

    Examples:
      | severity | controlled | candor        |
      | moderate | yes        | cites         |
      | severe   |            | cites         |
      | mild     | no         | does not cite |
      |          | no         | does not cite |
