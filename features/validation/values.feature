Feature: Values that can't be right are refused, never moved into range

  Rule: Body weight lies above 0 kg and is at most 400 kg

    @rule:reject-weight
    Scenario Outline: A weight of nothing or above 400 kg is refused
      Given a patient assessed on 2024-03-15
        | weight | <weight> |
      When the rule book is applied
      Then the input is refused with reject-weight

      Examples:
        | weight   |
        | -1 kg    |
        | 0 kg     |
        | 400.1 kg |
        | 70000 kg |

    @rule:reject-weight
    Scenario Outline: A weight inside the limits, or none on record, is accepted
      Given a patient assessed on 2024-03-15
        | weight | <weight> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | weight |
        |        |
        | 0.1 kg |
        | 70 kg  |
        | 400 kg |

  Rule: FEV1 is per cent of predicted, from 5 to 200

    @rule:reject-fev1
    Scenario Outline: An FEV1 as a fraction, in litres or far too high is refused
      Given a patient assessed on 2024-03-15
        | COPD | yes    |
        | FEV1 | <FEV1> |
      When the rule book is applied
      Then the input is refused with reject-fev1

      Examples:
        | FEV1  |
        | -45   |
        | 0     |
        | 0.45  |
        | 2.1   |
        | 4.9   |
        | 200.1 |
        | 2100  |

    @rule:reject-fev1
    Scenario Outline: An FEV1 in per cent, or none on record, is accepted
      Given a patient assessed on 2024-03-15
        | COPD | yes    |
        | FEV1 | <FEV1> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | FEV1 |
        |      |
        | 5    |
        | 45   |
        | 200  |

  Rule: Age lies from 0 to 120 completed years

    @rule:reject-age
    Scenario Outline: An age out of range or with a fraction is refused
      Given a patient assessed on 2024-03-15
        | age | <age> |
      When the rule book is applied
      Then the input is refused with reject-age

      Examples:
        | age  |
        | -1   |
        | 121  |
        | 64.5 |

    @rule:reject-age
    Scenario Outline: An age in completed years, or none on record, is accepted, also under 18
      Given a patient assessed on 2024-03-15
        | age | <age> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | age |
        |     |
        | 0   |
        | 17  |
        | 65  |
        | 120 |

    @rule:reject-age
    Scenario Outline: A date of birth that gives 121 years is refused
      Given a patient assessed on <day>
        | date of birth | <born> |
      When the rule book is applied
      Then the input is refused with reject-age

      Examples:
        | day        | born       |
        | 2024-03-15 | 1903-03-15 |
        | 2024-03-15 | 1903-02    |
        | 2024-03-15 | 1902       |
        | 2025-02-28 | 1904-02-29 |

    @rule:reject-age
    Scenario Outline: A date of birth that gives, or may give, 120 years is accepted
      Given a patient assessed on <day>
        | date of birth | <born> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | day        | born       |
        | 2024-03-15 | 1903-03-16 |
        | 2024-03-15 | 1903-03    |
        | 2024-03-15 | 1903       |
        | 2025-02-27 | 1904-02-29 |
        | 2024-03-15 | 2024-03-15 |

  Rule: eGFR and creatinine clearance lie from 0 to 250

    @rule:reject-renal-value
    Scenario Outline: A kidney value below 0 or above 250 is refused
      Given a patient assessed on 2024-03-15
        | eGFR                 | <eGFR>      |
        | eGFR equation        | MDRD        |
        | creatinine clearance | <clearance> |
      When the rule book is applied
      Then the input is refused with reject-renal-value

      Examples:
        | eGFR  | clearance |
        | -0.1  |           |
        | 250.1 |           |
        | 55    | -0.1      |
        | 55    | 250.1     |
        | -1    | 300       |

    @rule:reject-renal-value
    Scenario Outline: A kidney value inside the limits, or none on record, is accepted
      Given a patient assessed on 2024-03-15
        | eGFR                 | <eGFR>      |
        | creatinine clearance | <clearance> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | eGFR | clearance |
        |      |           |
        | 0    |           |
        | 250  |           |
        |      | 0         |
        |      | 250       |
        | 55   | 60.5      |

  Rule: Lines of therapy are a count from 0

    @rule:reject-lines
    Scenario Outline: A number of lines that is negative, broken or beyond belief is refused
      Given a patient assessed on 2024-03-15
        | prior lines | <lines> |
      When the rule book is applied
      Then the input is refused with reject-lines

      Examples:
        | lines |
        | -1    |
        | 0.5   |
        | 2.5   |
        | 51    |

    @rule:reject-lines
    Scenario Outline: A whole number of lines, or none on record, is accepted
      Given a patient assessed on 2024-03-15
        | prior lines | <lines> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | lines |
        |       |
        | 0     |
        | 1     |
        | 50    |

  Rule: Doses given are a count from 0

    @rule:reject-dose-count
    Scenario Outline: A number of doses that is negative, broken or beyond belief is refused
      Given a patient assessed on 2024-03-15
        | <role> antibody    | daratumumab |
        | <role> doses given | <doses>     |
      When the rule book is applied
      Then the input is refused with reject-dose-count

      Examples:
        | role    | doses |
        | current | -1    |
        | current | 3.5   |
        | current | 1001  |
        | planned | -1    |

    @rule:reject-dose-count
    Scenario Outline: A whole number of doses, or none on record, is accepted
      Given a patient assessed on 2024-03-15
        | current antibody    | daratumumab |
        | current doses given | <doses>     |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | doses |
        |       |
        | 0     |
        | 4     |
        | 1000  |

  Rule: All faults are reported at once, and no advice is given

    @rule:reject-weight @rule:reject-fev1 @rule:reject-lines
    Scenario: Three values out of range are refused together
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | COPD             | yes         |
        | weight           | 0           |
        | FEV1             | 0.45        |
        | prior lines      | -1          |
      When the rule book is applied
      Then the input is refused with reject-weight
      And the input is refused with reject-fev1
      And the input is refused with reject-lines
