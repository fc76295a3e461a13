Feature: Dates of doses that can't be right are refused

  Rule: A dose that was given doesn't lie after the assessment

    @rule:reject-future-date
    Scenario Outline: A dose of the current regimen dated after the assessment is refused
      Given a patient assessed on <day>
        | current antibody | daratumumab |
        | current <which>  | <dose>      |
      When the rule book is applied
      Then the input is refused with reject-future-date

      Examples:
        | day        | which     | dose       |
        | 2024-03-15 | start     | 2024-03-16 |
        | 2024-03-15 | last dose | 2024-03-16 |
        | 2024-02-28 | last dose | 2024-02-29 |
        | 2024-02-29 | last dose | 2024-03-01 |
        | 2024-01-31 | last dose | 2024-02-01 |
        | 2024-03-31 | last dose | 2024-04    |
        | 2024-12-31 | start     | 2025       |

    @rule:reject-future-date
    Scenario Outline: A dose on the day of the assessment, before it, or in a month that has begun is accepted
      Given a patient assessed on <day>
        | current antibody | daratumumab |
        | current <which>  | <dose>      |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | day        | which     | dose       |
        | 2024-03-15 | start     |            |
        | 2024-03-15 | start     | 2024-03-15 |
        | 2024-03-15 | last dose | 2024-03-15 |
        | 2024-02-29 | last dose | 2024-02-29 |
        | 2024-03-01 | last dose | 2024-02-29 |
        | 2024-03-01 | last dose | 2024-03    |
        | 2024-01-01 | start     | 2024       |

    @rule:reject-future-date
    Scenario Outline: A dose of an ended course dated after the assessment is refused
      Given a patient assessed on 2024-03-15
      And an earlier course of <antibody>
        | first dose | <first> |
        | last dose  | <last>  |
      When the rule book is applied
      Then the input is refused with reject-future-date

      Examples:
        | antibody    | first      | last       |
        | daratumumab | 2023-03-15 | 2024-03-16 |
        | isatuximab  | 2024-03-16 |            |
        | unnamed     |            | 2024-04    |

    @rule:reject-future-date
    Scenario: An ended course whose last dose was on the day of the assessment is accepted
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | first dose | 2023-03-15 |
        | last dose  | 2024-03-15 |
      When the rule book is applied
      Then the input is accepted

    @rule:reject-future-date
    Scenario Outline: A planned start may lie in the future
      Given a patient assessed on 2024-03-15
        | <role> antibody | isatuximab |
        | <role> start    | 2024-03-16 |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | role        |
        | planned     |
        | alternative |

  Rule: The first dose comes before the last, and a plan after the courses that have ended

    @rule:reject-date-order
    Scenario Outline: A last dose before the first is refused
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | first dose | <first> |
        | last dose  | <last>  |
      When the rule book is applied
      Then the input is refused with reject-date-order

      Examples:
        | first      | last       |
        | 2023-06-10 | 2023-06-09 |
        | 2023-07-01 | 2023-06    |
        | 2023-07    | 2023-06-30 |
        | 2023       | 2022       |
        | 2020-03-01 | 2020-02-29 |

    @rule:reject-date-order
    Scenario Outline: A last dose on the day of the first, or possibly after it, is accepted
      Given a patient assessed on 2024-03-15
      And an earlier course of daratumumab
        | first dose | <first> |
        | last dose  | <last>  |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | first      | last       |
        | 2023-06-10 | 2023-06-10 |
        | 2023-06-10 | 2023-06-11 |
        | 2023-06-30 | 2023-06    |
        | 2023-06    | 2023-06-01 |
        | 2020-02-29 | 2020-03-01 |
        |            | 2023-06-09 |
        | 2023-06-10 |            |

    @rule:reject-date-order
    Scenario: A latest dose before the start of the current regimen is refused
      Given a patient assessed on 2024-03-15
        | current antibody  | isatuximab |
        | current start     | 2024-02-02 |
        | current last dose | 2024-02-01 |
      When the rule book is applied
      Then the input is refused with reject-date-order

    @rule:reject-date-order
    Scenario: A current regimen with one dose so far is accepted
      Given a patient assessed on 2024-03-15
        | current antibody  | isatuximab |
        | current start     | 2024-02-02 |
        | current last dose | 2024-02-02 |
      When the rule book is applied
      Then the input is accepted

    @rule:reject-date-order
    Scenario Outline: A plan that starts before the last dose of an ended course is refused
      Given a patient assessed on 2024-03-15
        | <role> antibody | isatuximab |
        | <role> start    | <start>    |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then the input is refused with reject-date-order

      Examples:
        | role        | start      | last       |
        | planned     | 2024-03-09 | 2024-03-10 |
        | planned     | 2024-02-28 | 2024-02-29 |
        | planned     | 2024-02    | 2024-03-01 |
        | planned     | 2024-02-29 | 2024-03    |
        | alternative | 2024-03-09 | 2024-03-10 |

    @rule:reject-date-order
    Scenario Outline: A plan that starts on the day of the last dose, or possibly after it, is accepted
      Given a patient assessed on 2024-03-15
        | planned antibody | isatuximab |
        | planned start    | <start>    |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then the input is accepted

      Examples:
        | start      | last       |
        | 2024-03-15 | 2024-03-15 |
        | 2024-03-16 | 2024-03-15 |
        | 2024-03    | 2024-03-15 |
        | 2024-03-01 | 2024-02-29 |
        |            | 2024-03-15 |
        | 2024-04-01 |            |

    @rule:reject-date-order
    Scenario: Without a last dose the first dose of an ended course bounds the plan
      Given a patient assessed on 2024-03-15
        | planned antibody | isatuximab |
        | planned start    | 2024-03-09 |
      And an earlier course of daratumumab
        | first dose | 2024-03-10 |
      When the rule book is applied
      Then the input is refused with reject-date-order

    @rule:reject-date-order
    Scenario: A plan may overlap the course that is being given
      Given a patient assessed on 2024-03-15
        | current antibody  | daratumumab |
        | current last dose | 2024-03-15  |
        | planned antibody  | isatuximab  |
        | planned start     | 2024-03-15  |
      When the rule book is applied
      Then the input is accepted
