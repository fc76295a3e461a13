Feature: Rules that build on rules

  Scenario Outline: A rule can ask for the verdict of another one
    Given the rules
      """
      first: {fact: lungs.copd, is: true}
      when-yes: {rule: first, is: yes}
      when-no: {rule: first, is: no}
      when-unknown: {rule: first, is: unknown}
      """
    And a patient assessed on 2024-03-15
      | COPD | <copd> |
    Then the verdict of when-yes is <yes>
    And the verdict of when-no is <no>
    And the verdict of when-unknown is <unknown>

    Examples:
      | copd | yes     | no      | unknown |
      | yes  | yes     | no      | no      |
      | no   | no      | yes     | no      |
      |      | unknown | unknown | yes     |

  Scenario Outline: "unless" silences only where the other rule surely applies
    Given the rules
      """
      silencer: {fact: lungs.asthma, is: true}
      silenced:
        applies_when: {fact: lungs.copd, is: true}
        unless: [silencer]
      """
    And a patient assessed on 2024-03-15
      | COPD   | yes      |
      | asthma | <asthma> |
    Then the verdict of silenced is <verdict>

    Examples:
      | asthma | verdict |
      | yes    | no      |
      | no     | yes     |
      |        | yes     |

  Scenario: What a silenced rule carries falls silent too
    Given the rules
      """
      silencer: {fact: lungs.asthma, is: true}
      silenced:
        applies_when: {fact: lungs.copd, is: true}
        unless: [silencer]
      built-on-it: {rule: silenced, is: yes}
      """
    And a patient assessed on 2024-03-15
      | COPD   | yes |
      | asthma | yes |
    Then the verdict of built-on-it is no

  Scenario: Chains are decided layer by layer, in whatever order the rules stand
    Given the rules
      """
      a-third: {rule: b-second, is: yes}
      b-second: {rule: c-first, is: yes}
      c-first: {fact: lungs.copd, is: true}
      """
    And a patient assessed on 2024-03-15
      | COPD | yes |
    Then the verdict of a-third is yes
