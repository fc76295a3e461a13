Feature: Both antibodies around a switch

  @rule:transfusion-switch-both-agents
  Scenario Outline: One antibody inside its window and the other planned or current bring both profiles
    Given a patient assessed on 2024-03-15
      | current antibody   | <current> |
      | planned antibody   | <planned> |
      | earlier antibodies | none      |
    When the rule book is applied
    Then transfusion-switch-both-agents applies as warning
    And transfusion-switch-both-agents says “may both interfere around this switch”
    And transfusion-switch-both-agents says “no direct comparison”
    And transfusion-switch-both-agents says “emergency release of blood”

    Examples:
      | current     | planned     |
      | daratumumab | isatuximab  |
      | isatuximab  | daratumumab |

  @rule:transfusion-switch-both-agents
  Scenario Outline: An ended course counts while it is inside its window
    Given a patient assessed on 2024-03-15
      | current antibody | <current> |
      | planned antibody | <planned> |
    And an earlier course of <earlier>
      | last dose | <last> |
    When the rule book is applied
    Then transfusion-switch-both-agents <outcome>

    Examples:
      | current     | planned     | earlier     | last       | outcome            |
      | isatuximab  | none        | daratumumab | 2023-09-15 | applies as warning |
      | isatuximab  | none        | daratumumab | 2023-09-14 | does not apply     |
      | none        | isatuximab  | daratumumab |            | applies as warning |
      | none        | isatuximab  | unnamed     | 2024-02-01 | applies as warning |
      | daratumumab | none        | isatuximab  | 2023-09-15 | applies as warning |
      | daratumumab | none        | isatuximab  | 2023-09-14 | does not apply     |
      | none        | daratumumab | isatuximab  |            | applies as warning |

  @rule:transfusion-switch-both-agents
  Scenario Outline: One antibody alone is no switch
    Given a patient assessed on 2024-03-15
      | current antibody    | <current> |
      | current doses given | <doses>   |
      | planned antibody    | <planned> |
      | earlier antibodies  | none      |
    When the rule book is applied
    Then transfusion-switch-both-agents does not apply

    Examples:
      | current     | doses | planned         |
      | daratumumab |       | daratumumab     |
      | daratumumab |       | none            |
      | isatuximab  |       | isatuximab      |
      | none        |       | isatuximab      |
      | daratumumab | 0     | isatuximab      |
      | daratumumab |       | other anti cd38 |

  @rule:transfusion-switch-both-agents
  Scenario: Two ended courses without a plan are no switch
    Given a patient assessed on 2024-03-15
      | current antibody | none |
      | planned antibody | none |
    And an earlier course of daratumumab
      | last dose | 2024-02-01 |
    And an earlier course of isatuximab
      | last dose | 2023-12-01 |
    When the rule book is applied
    Then transfusion-switch-both-agents does not apply

  @rule:transfusion-switch-both-agents
  Scenario: An alternative plan of the other antibody counts
    Given a patient assessed on 2024-03-15
      | current antibody     | daratumumab |
      | planned antibody     | daratumumab |
      | alternative antibody | isatuximab  |
      | earlier antibodies   | none        |
    When the rule book is applied
    Then transfusion-switch-both-agents applies as warning

  @rule:transfusion-switch-both-agents
  Scenario: transfusion-switch-both-agents can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-03-15
      | current antibody   | daratumumab |
      | planned antibody   | undecided   |
      | earlier antibodies | none        |
    When the rule book is applied
    Then transfusion-switch-both-agents can't be decided without anti-CD38 antibody (planned regimen)

  @rule:transfusion-switch-both-agents
  Scenario: transfusion-switch-both-agents can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-03-15
      | current antibody | isatuximab |
      | planned antibody | none       |
    When the rule book is applied
    Then transfusion-switch-both-agents can't be decided without earlier anti-CD38 antibodies

  @rule:transfusion-switch-both-agents
  Scenario: The advice for each antibody is shown under the switch
    Given a patient assessed on 2024-03-15
      | current antibody   | daratumumab |
      | planned antibody   | isatuximab  |
      | earlier antibodies | none        |
    When the rule book is applied
    Then transfusion-iat-dara is shown under transfusion-switch-both-agents
    And transfusion-iat-isa is shown under transfusion-switch-both-agents
    And transfusion-switch-both-agents is an alert of its own

  @rule:transfusion-switch-both-agents
  Scenario Outline: The advice on ended daratumumab is shown under the switch unless red cells are planned
    Given a patient assessed on 2024-03-15
      | current antibody | isatuximab |
      | planned antibody | none       |
      | red cells        | <cells>    |
    And an earlier course of daratumumab
      | last dose | 2024-02-01 |
    When the rule book is applied
    Then transfusion-dara-tail-6mo is shown under transfusion-switch-both-agents

    Examples:
      | cells        |
      | not expected |
      |              |

  @rule:transfusion-switch-both-agents
  Scenario: With red cells planned the advice on ended daratumumab stands for itself
    Given a patient assessed on 2024-03-15
      | current antibody | isatuximab |
      | planned antibody | none       |
      | red cells        | planned    |
    And an earlier course of daratumumab
      | last dose | 2024-02-01 |
    When the rule book is applied
    Then transfusion-dara-tail-6mo applies as critical
    And transfusion-dara-tail-6mo is an alert of its own
