Feature: Unknown is an answer of its own

  A fact that isn't recorded satisfies no test, and not the opposite of one either.

  Scenario Outline: A test of a fact is yes, no, or unknown where the fact isn't recorded
    Given the rules
      """
      copd: {fact: lungs.copd, is: true}
      no-copd: {not: {fact: lungs.copd, is: true}}
      """
    And a patient assessed on 2024-03-15
      | COPD | <copd> |
    Then the verdict of copd is <copd verdict>
    And the verdict of no-copd is <opposite>

    Examples:
      | copd | copd verdict | opposite |
      | yes  | yes          | no       |
      | no   | no           | yes      |
      |      | unknown      | unknown  |

  Scenario Outline: "all" is no as soon as one part is no, whatever the others are
    Given the rules
      """
      both: {all: [{fact: lungs.copd, is: true}, {fact: lungs.asthma, is: true}]}
      either: {any: [{fact: lungs.copd, is: true}, {fact: lungs.asthma, is: true}]}
      """
    And a patient assessed on 2024-03-15
      | COPD   | <copd>   |
      | asthma | <asthma> |
    Then the verdict of both is <both>
    And the verdict of either is <either>

    Examples:
      | copd | asthma | both    | either  |
      | yes  | yes    | yes     | yes     |
      | yes  | no     | no      | yes     |
      | yes  |        | unknown | yes     |
      | no   | no     | no      | no      |
      | no   |        | no      | unknown |
      |      |        | unknown | unknown |

  Scenario Outline: A range that allows both answers is unknown
    Given the rules
      """
      short: {fact: exposure.since_daratumumab, at_most: 6 months}
      """
    And a patient assessed on 2024-03-15
    And an earlier course of daratumumab
      | days since last dose | <days> |
    Then the verdict of short is <verdict>

    Examples:
      | days | verdict |
      | 181  | yes     |
      | 182  | unknown |
      | 184  | unknown |
      | 185  | no      |

  Scenario Outline: if_unknown settles the doubt of one leaf
    Given the rules
      """
      cautious: {fact: lungs.copd, is: true, if_unknown: yes}
      strict: {fact: lungs.copd, is: true, if_unknown: no}
      not-cautious: {not: {fact: lungs.copd, is: true, if_unknown: yes}}
      """
    And a patient assessed on 2024-03-15
      | COPD | <copd> |
    Then the verdict of cautious is <cautious>
    And the verdict of strict is <strict>
    And the verdict of not-cautious is <not cautious>

    Examples:
      | copd | cautious | strict | not cautious |
      | yes  | yes      | yes    | no           |
      | no   | no       | no     | yes          |
      |      | yes      | no     | no           |

  Scenario Outline: "recorded" is always decided
    Given the rules
      """
      known: {fact: lungs.copd, recorded: true}
      open: {fact: lungs.copd, recorded: false}
      """
    And a patient assessed on 2024-03-15
      | COPD | <copd> |
    Then the verdict of known is <known>
    And the verdict of open is <open>

    Examples:
      | copd | known | open |
      | yes  | yes   | no   |
      | no   | yes   | no   |
      |      | no    | yes  |
