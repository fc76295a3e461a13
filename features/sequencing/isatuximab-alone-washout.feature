Feature: The washout between daratumumab and isatuximab alone

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: One day before 3 calendar months the rate of a short washout is shown
    Given a patient assessed on <last>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      |
      | 2024-01-15 | 2024-01-15 |
      | 2024-01-15 | 2024-04-14 |
      | 2023-11-30 | 2024-02-28 |
      | 2022-11-30 | 2023-02-27 |
      | 2024-02-29 | 2024-05-28 |
      | 2023-11-29 | 2024-02-28 |
      | 2023-12-31 | 2024-03-30 |
      | 2024-03-31 | 2024-06-29 |
      | 2023-02-28 | 2023-05-27 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: From 3 calendar months to one day before 6 no rate is given
    Given a patient assessed on <last>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      |
      | 2024-01-15 | 2024-04-15 |
      | 2024-01-15 | 2024-04-16 |
      | 2023-11-30 | 2024-02-29 |
      | 2022-11-30 | 2023-02-28 |
      | 2022-11-29 | 2023-02-28 |
      | 2024-02-29 | 2024-05-29 |
      | 2023-12-31 | 2024-03-31 |
      | 2024-03-31 | 2024-06-30 |
      | 2023-02-28 | 2023-05-28 |
      | 2024-01-15 | 2024-07-14 |
      | 2023-08-31 | 2024-02-28 |
      | 2022-08-31 | 2023-02-27 |
      | 2024-02-29 | 2024-08-28 |
      | 2024-11-30 | 2025-05-29 |
      | 2024-03-31 | 2024-09-29 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: On the day that 6 calendar months are reached the rate of a long washout is shown
    Given a patient assessed on <last>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      |
      | 2024-01-15 | 2024-07-15 |
      | 2024-01-15 | 2024-07-16 |
      | 2023-08-31 | 2024-02-29 |
      | 2023-08-31 | 2024-03-01 |
      | 2023-08-30 | 2024-02-29 |
      | 2022-08-31 | 2023-02-28 |
      | 2022-08-29 | 2023-02-28 |
      | 2024-02-29 | 2024-08-29 |
      | 2024-11-30 | 2025-05-30 |
      | 2024-03-31 | 2024-09-30 |
      | 2020-02-29 | 2024-02-29 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A bare count of up to 88 days is below 3 months in any calendar
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | days since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 0     |
      | 87    |
      | 88    |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A bare count of 89 to 91 or of 181 to 183 days decides no washout
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | days since last dose | <count> |
    When the rule book is applied
    Then seq-washout-boundary applies to the planned regimen as warning
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 89    |
      | 90    |
      | 91    |
      | 181   |
      | 182   |
      | 183   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A bare count of 92 to 180 days is 3 to less than 6 months in any calendar
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | days since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 92    |
      | 93    |
      | 179   |
      | 180   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A bare count of 184 days or more reaches 6 months in any calendar
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | days since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 184   |
      | 185   |
      | 400   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A count of months below 3 is below 3
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | months since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 0     |
      | 2     |
      | 2.9   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A count of 3 months is no longer below 3, and one of 5 not yet 6
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | months since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 3     |
      | 5     |
      | 5.9   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A count of 6 months reaches 6
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | months since last dose | <count> |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | count |
      | 6     |
      | 6.5   |
      | 7     |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: From a bare count the days to the planned start are counted on
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | days since last dose | 80 |
    When the rule book is applied
    Then <code> applies to the planned regimen

    Examples:
      | start      | code                      |
      | 2024-07-08 | seq-isa-mono-washout-lt3  |
      | 2024-07-09 | seq-washout-boundary      |
      | 2024-07-11 | seq-washout-boundary      |
      | 2024-07-12 | seq-isa-mono-washout-3to6 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Two months by count and one to the start may or may not be three
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-07-30 |
    And an earlier course of daratumumab
      | months since last dose | 2 |
    When the rule book is applied
    Then seq-washout-boundary applies to the planned regimen as warning
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A date known to the month or year only is enough where every day of it gives the same answer
    Given a patient assessed on <day>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      | day        |
      | 2024-01    | 2024-04-30 | 2024-04-01 |
      | 2024-01-01 | 2024-04    | 2024-03-01 |
      | 2024-01    | 2024-06-30 | 2024-04-01 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A month that ends before 3 months have passed is a short washout
    Given a patient assessed on <day>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      | day        |
      | 2024-02    | 2024-04-30 | 2024-04-01 |
      | 2024-01-31 | 2024-03    | 2024-03-01 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A year that ended 6 months ago is a long washout
    Given a patient assessed on <day>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      | day        |
      | 2023       | 2024-06-30 | 2024-06-01 |
      | 2023-12    | 2024-06-30 | 2024-06-01 |
      | 2023-11-01 | 2024-05    | 2024-04-01 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A date known to the month or year only decides nothing where its days give two answers
    Given a patient assessed on <day>
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then seq-washout-boundary applies to the planned regimen as warning
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And missing-last-dose does not apply

    Examples:
      | last       | start      | day        |
      | 2024-01    | 2024-04-29 | 2024-04-01 |
      | 2024-01-02 | 2024-04    | 2024-03-01 |
      | 2024-01-31 | 2024-04    | 2024-03-01 |
      | 2023       | 2024-06-29 | 2024-06-01 |
      | 2023-12    | 2024-06-29 | 2024-06-01 |
      | 2023       | 2024       | 2024-01-01 |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Dates are used where a count stands beside them
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose            | 2023-12-30 |
      | days since last dose | 183        |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: A planned start that isn't recorded is taken as the day of assessment, and the report says so
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose | 2023-12-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply
    And seq-isa-mono-washout-ge6 says “runs to the day of assessment”
    And seq-isa-mono-washout-ge6 assumes something of start (planned regimen)

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: Each band says if it runs to the day of assessment, and doesn't where the start is known
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | <start>    |
    And an earlier course of daratumumab
      | days since last dose | <days> |
    When the rule book is applied
    Then <code> <says> “runs to the day of assessment”

    Examples:
      | days | start      | code                      | says         |
      | 30   |            | seq-isa-mono-washout-lt3  | says         |
      | 30   | 2024-06-30 | seq-isa-mono-washout-lt3  | does not say |
      | 120  |            | seq-isa-mono-washout-3to6 | says         |
      | 120  | 2024-06-30 | seq-isa-mono-washout-3to6 | does not say |
      | 300  |            | seq-isa-mono-washout-ge6  | says         |
      | 300  | 2024-06-30 | seq-isa-mono-washout-ge6  | does not say |
      | 90   |            | seq-washout-boundary      | says         |
      | 90   | 2024-06-30 | seq-washout-boundary      | does not say |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: The planned start counts, not the day of assessment
    Given a patient assessed on 2024-03-31
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2023-12-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: The start of isatuximab that is being given counts, not the day of assessment
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | current start         | 2024-03-29 |
      | planned antibody      | none       |
    And an earlier course of daratumumab
      | last dose | 2023-12-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the current regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the current regimen
    And seq-isa-mono-washout-ge6 does not apply to the current regimen
    And seq-washout-boundary does not apply to the current regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: The latest of several courses of daratumumab counts
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2020-01-15 |
    And an earlier course of daratumumab
      | last dose | 2024-04-15 |
    And an earlier course of daratumumab
      | last dose | 2022-01-15 |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Of a count and a date the later last dose counts
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2020-01-15 |
    And an earlier course of daratumumab
      | days since last dose | 120 |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: An earlier isatuximab course doesn't shorten the washout from daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2022-01-15 |
    And an earlier course of isatuximab
      | last dose | 2024-05-15 |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Daratumumab that is being given is the latest course before planned isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab |
      | current last dose     | 2024-06-15  |
      | planned antibody      | isatuximab  |
      | planned partner drugs | none        |
      | planned start         | 2024-09-15  |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    When the rule book is applied
    Then seq-isa-mono-washout-3to6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose does not apply

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Isatuximab alone as an alternative plan has a washout of its own
    Given a patient assessed on 2024-06-30
      | current antibody          | none        |
      | planned antibody          | daratumumab |
      | alternative antibody      | isatuximab  |
      | alternative partner drugs | none        |
      | alternative start         | 2024-07-29  |
    And an earlier course of daratumumab
      | last dose | 2024-04-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the alternative regimen as info
    And seq-isa-mono-washout-3to6 does not apply to the alternative regimen
    And seq-isa-mono-washout-ge6 does not apply to the alternative regimen
    And seq-washout-boundary does not apply to the alternative regimen
    And missing-last-dose does not apply
    And seq-isa-mono-washout-lt3 says “alternatively planned here”

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: Two plans with different starts fall into different bands
    Given a patient assessed on 2024-06-30
      | current antibody          | none       |
      | planned antibody          | isatuximab |
      | planned partner drugs     | none       |
      | planned start             | 2024-07-29 |
      | alternative antibody      | isatuximab |
      | alternative partner drugs | none       |
      | alternative start         | 2024-10-30 |
    And an earlier course of daratumumab
      | last dose | 2024-04-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the alternative regimen
    And seq-isa-mono-washout-ge6 applies to the alternative regimen as info
    And seq-isa-mono-washout-ge6 does not apply to the planned regimen

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: Where a band applies, its rate is shown as disease control with its limits
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | days since last dose | <days> |
    When the rule book is applied
    Then <code> says “<words>”
    And <code> is shown under seq-isa-mono-after-dara
    And <code> says “it isn't a response rate”
    And <code> says “one small trial of daratumumab-refractory patients”

    Examples:
      | days | code                      | words                                     |
      | 30   | seq-isa-mono-washout-lt3  | disease control in 28.6%                  |
      | 30   | seq-isa-mono-washout-lt3  | number of patients behind this rate isn't |
      | 120  | seq-isa-mono-washout-3to6 | no rate is given for this washout         |
      | 120  | seq-isa-mono-washout-3to6 | nothing is interpolated                   |
      | 120  | seq-isa-mono-washout-3to6 | disease control was 37.5%                 |
      | 300  | seq-isa-mono-washout-ge6  | disease control in 58.3%                  |
      | 300  | seq-isa-mono-washout-ge6  | This isn't a recommendation to delay      |
      | 300  | seq-isa-mono-washout-ge6  | mostly stable disease                     |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: Where the washout isn't decided neither rate by washout is shown
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | <word> | <value> |
    When the rule book is applied
    Then seq-washout-boundary applies to the planned regimen as warning
    And seq-washout-boundary says “Confirm the days of the last daratumumab dose”
    And seq-washout-boundary says “disease control was 37.5%”
    And seq-washout-boundary does not say “28.6%”
    And seq-washout-boundary does not say “58.3%”
    And seq-isa-mono-after-dara is an alert of its own
    And seq-washout-boundary is an alert of its own

    Examples:
      | word                 | value |
      | days since last dose | 182   |
      | last dose            | 2024  |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: One detail off and no washout before isatuximab alone is shown
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
      | planned start         | 2024-06-30 |
    And an earlier course of <earlier>
      | days since last dose | <days> |
    When the rule book is applied
    Then seq-isa-mono-washout-lt3 does not apply
    And seq-isa-mono-washout-3to6 does not apply
    And seq-isa-mono-washout-ge6 does not apply
    And seq-washout-boundary does not apply

    Examples:
      | planned     | partners                    | earlier     | days |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | 30   |
      | isatuximab  | dexamethasone               | daratumumab | 90   |
      | daratumumab | none                        | daratumumab | 120  |
      | daratumumab | none                        | isatuximab  | 90   |
      | isatuximab  | none                        | isatuximab  | 300  |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A band can't be decided without last dose of each earlier anti-CD38 antibody
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without last dose of each earlier anti-CD38 antibody
    And missing-last-dose applies

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |
      | seq-washout-boundary      |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: One undated course among dated ones leaves the washout open
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    And an earlier course of daratumumab
      | first dose | 2022-01-15 |
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without last dose of each earlier anti-CD38 antibody
    And missing-last-dose applies

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |
      | seq-washout-boundary      |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario: An undated isatuximab course doesn't hide the washout from daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    And an earlier course of isatuximab
      | first dose | 2022-01-15 |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 applies to the planned regimen as info
    And seq-isa-mono-washout-lt3 does not apply to the planned regimen
    And seq-isa-mono-washout-3to6 does not apply to the planned regimen
    And seq-washout-boundary does not apply to the planned regimen
    And missing-last-dose applies

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A band can't be decided without start (current regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | planned antibody      | none       |
    And an earlier course of daratumumab
      | last dose | 2023-01-15 |
    When the rule book is applied
    Then <code> can't be decided for the current regimen without start (current regimen)
    And seq-washout-boundary applies to the current regimen as warning
    And seq-washout-boundary says “Ask what leaves the washout before current isatuximab alone open”
    And seq-washout-boundary does not say “A bare count of days”

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A band can't be decided without latest dose so far (current regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab |
      | planned antibody      | isatuximab  |
      | planned partner drugs | none        |
      | planned start         | 2024-07-15  |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without latest dose so far (current regimen)
    And missing-last-dose applies

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |
      | seq-washout-boundary      |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A band can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | undecided  |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |
      | seq-washout-boundary      |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: A later course without a name may have been daratumumab, so the washout stays open
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | current start         | 2024-05-15 |
      | current last dose     | 2024-06-15 |
      | planned antibody      | none       |
    And an earlier course of daratumumab
      | last dose | 2021-01-15 |
    And an earlier course of unnamed
      | last dose | 2024-01-15 |
    When the rule book is applied
    Then <code> can't be decided for the current regimen without earlier anti-CD38 antibodies
    And seq-washout-boundary applies to the current regimen as warning
    And missing-last-dose does not apply
    And missing-prior-agent applies

    Examples:
      | code                      |
      | seq-isa-mono-washout-lt3  |
      | seq-isa-mono-washout-3to6 |
      | seq-isa-mono-washout-ge6  |

  @rule:seq-isa-mono-washout-ge6 @rule:seq-washout-boundary
  Scenario Outline: Beside a plan, a current antibody that isn't recorded leaves the washout open
    Given a patient assessed on 2024-06-30
      | current antibody      | <current>  |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 <outcome>
    And seq-washout-boundary <question>

    Examples:
      | current | outcome                                                       | question                                  |
      | none    | applies                                                       | does not apply to the planned regimen     |
      |         | can't be decided without anti-CD38 antibody (current regimen) | applies to the planned regimen as warning |

  @rule:seq-isa-mono-washout-ge6
  Scenario Outline: A course without a name leaves the washout open unless the band is the same either way
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-06-30 |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    And an earlier course of unnamed
      | last dose | <last> |
    When the rule book is applied
    Then seq-isa-mono-washout-ge6 <outcome>

    Examples:
      | last       | outcome                                                 |
      | 2022-01-31 | applies                                                 |
      | 2024-05-31 | can't be decided without earlier anti-CD38 antibodies   |
      |            | can't be decided without earlier anti-CD38 antibodies   |

  @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6 @rule:seq-isa-mono-washout-ge6
  Scenario Outline: The bands are those of isatuximab alone, and none counts for isatuximab with dexamethasone
    Given a patient assessed on 2024-06-30
      | current antibody      | none          |
      | planned antibody      | isatuximab    |
      | planned partner drugs | dexamethasone |
      | planned start         | 2024-06-30    |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then <band> does not apply

    Examples:
      | band                      | last       |
      | seq-isa-mono-washout-lt3  | 2024-05-01 |
      | seq-isa-mono-washout-3to6 | 2024-03-01 |
      | seq-isa-mono-washout-ge6  | 2023-12-01 |
