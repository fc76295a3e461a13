Feature: Are red cells planned or expected?

  @rule:transfusion-rationale-anaemia
  Scenario Outline: With an antibody planned or current, an unrecorded need of red cells is asked for
    Given a patient assessed on 2024-03-15
      | current antibody   | <current> |
      | planned antibody   | <planned> |
      | earlier antibodies | none      |
    When the rule book is applied
    Then transfusion-rationale-anaemia applies as info
    And transfusion-rationale-anaemia says “Ask whether red cells are planned or expected”
    And transfusion-rationale-anaemia says “emergency release of blood”

    Examples:
      | current     | planned     |
      | daratumumab | none        |
      | isatuximab  | none        |
      | none        | daratumumab |
      | none        | isatuximab  |
      | none        | undecided   |

  @rule:transfusion-rationale-anaemia
  Scenario Outline: A recorded need is not asked for again
    Given a patient assessed on 2024-03-15
      | current antibody   | daratumumab |
      | planned antibody   | none        |
      | earlier antibodies | none        |
      | red cells          | <cells>     |
    When the rule book is applied
    Then transfusion-rationale-anaemia does not apply

    Examples:
      | cells        |
      | planned      |
      | expected     |
      | emergency    |
      | not expected |

  @rule:transfusion-rationale-anaemia
  Scenario Outline: Without one of the two antibodies it is not asked
    Given a patient assessed on 2024-03-15
      | current antibody   | <current> |
      | planned antibody   | <planned> |
      | earlier antibodies | none      |
    When the rule book is applied
    Then transfusion-rationale-anaemia does not apply

    Examples:
      | current         | planned         |
      | none            | none            |
      | other anti cd38 | none            |
      | none            | other anti cd38 |

  @rule:transfusion-rationale-anaemia
  Scenario: transfusion-rationale-anaemia can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-03-15
      | current antibody   | none |
      | earlier antibodies | none |
    When the rule book is applied
    Then transfusion-rationale-anaemia can't be decided without anti-CD38 antibody (planned regimen)
