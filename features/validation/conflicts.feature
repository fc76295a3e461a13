Feature: Statements that don't fit together are flagged, and the advice goes on

  Rule: Days or months since the last dose agree with the dates of the course

    @rule:conflict-washout-vs-dates
    Scenario Outline: A count that is off by more than 3 days or 1 month is flagged
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | last dose              | 2024-01-15 |
        | days since last dose   | <days>     |
        | months since last dose | <months>   |
      When the rule book is applied
      Then the input is accepted
      And the input is flagged with conflict-washout-vs-dates

      Examples:
        | days | months |
        | 56   |        |
        | 64   |        |
        | 0    |        |
        |      | 0.9    |
        |      | 3.1    |
        |      | 12     |
        | 60   | 12     |

    @rule:conflict-washout-vs-dates
    Scenario Outline: A count that is off by at most 3 days or 1 month is not flagged
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | last dose              | 2024-01-15 |
        | days since last dose   | <days>     |
        | months since last dose | <months>   |
      When the rule book is applied
      Then the input is not flagged with conflict-washout-vs-dates

      Examples:
        | days | months |
        |      |        |
        | 57   |        |
        | 60   |        |
        | 63   |        |
        |      | 1      |
        |      | 2      |
        |      | 3      |
        | 60   | 2      |

    @rule:conflict-washout-vs-dates
    Scenario Outline: Six months are reached on the last day of a shorter month
      Given a patient assessed on <day>
      And an earlier course of isatuximab
        | last dose              | <last>   |
        | months since last dose | <months> |
      When the rule book is applied
      Then the input is flagged with conflict-washout-vs-dates

      Examples:
        | day        | last       | months |
        | 2024-02-29 | 2023-08-31 | 7.1    |
        | 2024-02-29 | 2023-08-31 | 4.9    |
        | 2024-02-28 | 2023-08-31 | 7      |
        | 2023-02-28 | 2022-08-31 | 4.9    |
        | 2025-02-28 | 2024-02-29 | 13.1   |
        | 2025-02-27 | 2024-02-29 | 13     |

    @rule:conflict-washout-vs-dates
    Scenario Outline: A count that agrees at the end of a month or on a leap day is not flagged
      Given a patient assessed on <day>
      And an earlier course of isatuximab
        | last dose              | <last>   |
        | months since last dose | <months> |
      When the rule book is applied
      Then the input is not flagged with conflict-washout-vs-dates

      Examples:
        | day        | last       | months |
        | 2024-02-29 | 2023-08-31 | 7      |
        | 2024-02-29 | 2023-08-31 | 5      |
        | 2024-02-28 | 2023-08-31 | 6.9    |
        | 2023-02-28 | 2022-08-31 | 5      |
        | 2025-02-28 | 2024-02-29 | 13     |
        | 2025-02-27 | 2024-02-29 | 12.9   |

    @rule:conflict-washout-vs-dates
    Scenario Outline: A last dose known to the month only is a range
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | last dose            | 2024-01 |
        | days since last dose | <days>  |
      When the rule book is applied
      Then the input is <flagged> with conflict-washout-vs-dates

      Examples:
        | days | flagged     |
        | 40   | flagged     |
        | 41   | not flagged |
        | 60   | not flagged |
        | 77   | not flagged |
        | 78   | flagged     |

    @rule:conflict-washout-vs-dates
    Scenario Outline: Without a last dose the first one bounds the count
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | first dose             | 2024-01-15 |
        | days since last dose   | <days>     |
        | months since last dose | <months>   |
      When the rule book is applied
      Then the input is <flagged> with conflict-washout-vs-dates

      Examples:
        | days | months | flagged     |
        | 0    |        | not flagged |
        | 63   |        | not flagged |
        | 64   |        | flagged     |
        |      | 3      | not flagged |
        |      | 3.1    | flagged     |

    @rule:conflict-washout-vs-dates
    Scenario Outline: Without any date the two counts are compared with each other
      Given a patient assessed on 2024-03-15
      And an earlier course of unnamed
        | days since last dose   | 60       |
        | months since last dose | <months> |
      When the rule book is applied
      Then the input is <flagged> with conflict-washout-vs-dates

      Examples:
        | months | flagged     |
        | 0.9    | flagged     |
        | 1      | not flagged |
        | 2      | not flagged |
        | 3      | not flagged |
        | 3.1    | flagged     |
        |        | not flagged |

  Rule: No prior line of therapy fits neither a relapse nor a prior course

    @rule:conflict-lines-vs-history
    Scenario Outline: No prior line in a relapse is flagged
      Given a patient assessed on 2024-03-15
        | setting     | <setting> |
        | prior lines | 0         |
      When the rule book is applied
      Then the input is accepted
      And the input is flagged with conflict-lines-vs-history

      Examples:
        | setting                |
        | relapsed refractory mm |
        | relapsed mm            |

    @rule:conflict-lines-vs-history
    Scenario Outline: No prior line beside an earlier anti-CD38 course is flagged
      Given a patient assessed on 2024-03-15
        | setting     | <setting> |
        | prior lines | 0         |
      And an earlier course of <antibody>
        | last dose | 2023-06-10 |
      When the rule book is applied
      Then the input is flagged with conflict-lines-vs-history

      Examples:
        | setting              | antibody        |
        |                      | daratumumab     |
        | newly diagnosed mm   | isatuximab      |
        | al amyloidosis       | daratumumab     |
        |                      | other anti cd38 |
        |                      | unnamed         |

    @rule:conflict-lines-vs-history
    Scenario Outline: One line, no count, or no sign of earlier treatment is not flagged
      Given a patient assessed on 2024-03-15
        | setting             | <setting> |
        | prior lines         | <lines>   |
        | earlier antibodies  | none      |
      When the rule book is applied
      Then the input is not flagged with conflict-lines-vs-history

      Examples:
        | setting                | lines |
        | relapsed refractory mm | 1     |
        | relapsed mm            | 1     |
        | relapsed refractory mm |       |
        | newly diagnosed mm     | 0     |
        | al amyloidosis         | 0     |
        | other                  | 0     |
        |                        | 0     |

    @rule:conflict-lines-vs-history
    Scenario Outline: An earlier course with one line, or with no count, is not flagged
      Given a patient assessed on 2024-03-15
        | prior lines | <lines> |
      And an earlier course of daratumumab
        | last dose | 2023-06-10 |
      When the rule book is applied
      Then the input is not flagged with conflict-lines-vs-history

      Examples:
        | lines |
        | 1     |
        |       |

    @rule:conflict-lines-vs-history
    Scenario: First-line treatment that is being given is no prior course
      Given a patient assessed on 2024-03-15
        | setting            | newly diagnosed mm |
        | prior lines        | 0                  |
        | current antibody   | daratumumab        |
        | earlier antibodies | none               |
      When the rule book is applied
      Then the input is not flagged with conflict-lines-vs-history

  Rule: An FEV1 below 50 % doesn't fit well with no COPD

    @rule:conflict-fev1-without-copd
    Scenario Outline: A low FEV1 with COPD recorded as absent is flagged, and no advice on COPD follows
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | COPD             | no          |
        | FEV1             | <FEV1>      |
      When the rule book is applied
      Then the input is flagged with conflict-fev1-without-copd
      And copd-dara-bronchodilator does not apply
      And copd-dara-fev1-lt50 does not apply

      Examples:
        | FEV1 |
        | 5    |
        | 49   |
        | 49.9 |

    @rule:conflict-fev1-without-copd
    Scenario Outline: With COPD, without an answer to it, or with an FEV1 from 50 % on nothing is flagged
      Given a patient assessed on 2024-03-15
        | COPD | <COPD> |
        | FEV1 | <FEV1> |
      When the rule book is applied
      Then the input is not flagged with conflict-fev1-without-copd

      Examples:
        | COPD | FEV1 |
        | no   | 50   |
        | no   | 50.1 |
        | no   |      |
        | yes  | 49.9 |
        |      | 49.9 |
