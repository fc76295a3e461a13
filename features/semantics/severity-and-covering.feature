Feature: Severity by facts, and covering

  Scenario Outline: A severity that isn't surely due is the other one
    Given the rules
      """
      lungs:
        applies_when: {fact: lungs.asthma, is: true}
        severity: {critical: {fact: lungs.copd, is: true}, otherwise: warning}
      """
    And a patient assessed on 2024-03-15
      | asthma | yes    |
      | COPD   | <copd> |
    Then lungs is shown as <severity>

    Examples:
      | copd | severity |
      | yes  | critical |
      | no   | warning  |
      |      | warning  |

  Scenario Outline: A cover never hides a higher severity
    Given the rules
      """
      cover:
        applies_when: {fact: lungs.asthma, is: true}
        severity: <cover>
        covers: [covered]
      covered:
        applies_when: {fact: lungs.copd, is: true}
        severity: <covered>
      """
    And a patient assessed on 2024-03-15
      | asthma | yes |
      | COPD   | yes |
    Then covered is <place>

    Examples:
      | cover    | covered  | place             |
      | critical | warning  | shown under cover |
      | warning  | warning  | shown under cover |
      | warning  | critical | an alert of its own |
