Feature: Lung disease and the outcome of myeloma

  @rule:lung-function-prognosis
  Scenario Outline: COPD or asthma on record may affect the outcome, whatever the antibody
    Given a patient assessed on 2024-03-15
      | current antibody | <current> |
      | COPD             | <COPD>    |
      | asthma           | <asthma>  |
    When the rule book is applied
    Then lung-function-prognosis applies as info
    And lung-function-prognosis says “may affect outcomes in multiple myeloma”
    And lung-function-prognosis says “no figure for this and no threshold of lung function”

    Examples:
      | current     | COPD | asthma |
      |             | yes  |        |
      | none        | yes  | no     |
      | daratumumab | no   | yes    |
      | isatuximab  |      | yes    |
      |             | yes  | yes    |

  @rule:lung-function-prognosis
  Scenario Outline: A low FEV1 alone is no lung disease
    Given a patient assessed on 2024-03-15
      | COPD   | no     |
      | asthma | no     |
      | FEV1   | <FEV1> |
    When the rule book is applied
    Then lung-function-prognosis does not apply

    Examples:
      | FEV1 |
      |      |
      | 5    |
      | 49.9 |
      | 100  |

  @rule:lung-function-prognosis
  Scenario Outline: One lung disease ruled out leaves the other to be recorded
    Given a patient assessed on 2024-03-15
      | COPD   | <COPD>   |
      | asthma | <asthma> |
    When the rule book is applied
    Then lung-function-prognosis can't be decided without <missing>

    Examples:
      | COPD | asthma | missing         |
      | no   |        | asthma          |
      |      | no     | history of COPD |
      |      |        | asthma          |
      |      |        | history of COPD |
