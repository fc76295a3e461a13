Feature: The limits of the bands of age

  Rule: A band begins and ends with a completed year, and none holds children

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75
    Scenario Outline: The bands of ICARIA-MM for adults, year by year at their limits
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | age                   | <age>                       |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code              | age | outcome        |
        | age-isa-pd-lt65   | 17  | does not apply |
        | age-isa-pd-lt65   | 18  | applies        |
        | age-isa-pd-lt65   | 19  | applies        |
        | age-isa-pd-lt65   | 63  | applies        |
        | age-isa-pd-lt65   | 64  | applies        |
        | age-isa-pd-lt65   | 65  | does not apply |
        | age-isa-pd-lt65   | 66  | does not apply |
        | age-isa-pd-65to74 | 63  | does not apply |
        | age-isa-pd-65to74 | 64  | does not apply |
        | age-isa-pd-65to74 | 65  | applies        |
        | age-isa-pd-65to74 | 66  | applies        |
        | age-isa-pd-65to74 | 73  | applies        |
        | age-isa-pd-65to74 | 74  | applies        |
        | age-isa-pd-65to74 | 75  | does not apply |
        | age-isa-pd-ge75   | 73  | does not apply |
        | age-isa-pd-ge75   | 74  | does not apply |
        | age-isa-pd-ge75   | 75  | applies        |

    @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    Scenario Outline: The bands of APOLLO for adults, year by year at their limits
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | age                   | <age>                       |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code             | age | outcome        |
        | age-dara-pd-lt65 | 17  | does not apply |
        | age-dara-pd-lt65 | 18  | applies        |
        | age-dara-pd-lt65 | 19  | applies        |
        | age-dara-pd-lt65 | 63  | applies        |
        | age-dara-pd-lt65 | 64  | applies        |
        | age-dara-pd-lt65 | 65  | does not apply |
        | age-dara-pd-lt65 | 66  | does not apply |
        | age-dara-pd-ge65 | 63  | does not apply |
        | age-dara-pd-ge65 | 64  | does not apply |
        | age-dara-pd-ge65 | 65  | applies        |
        | age-dara-pd-ge65 | 66  | applies        |

    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65
    Scenario Outline: The bands of IKEMA for adults, year by year at their limits
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | age                   | <age>                      |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code            | age | outcome        |
        | age-isa-kd-lt65 | 17  | does not apply |
        | age-isa-kd-lt65 | 18  | applies        |
        | age-isa-kd-lt65 | 19  | applies        |
        | age-isa-kd-lt65 | 63  | applies        |
        | age-isa-kd-lt65 | 64  | applies        |
        | age-isa-kd-lt65 | 65  | does not apply |
        | age-isa-kd-lt65 | 66  | does not apply |
        | age-isa-kd-ge65 | 63  | does not apply |
        | age-isa-kd-ge65 | 64  | does not apply |
        | age-isa-kd-ge65 | 65  | applies        |
        | age-isa-kd-ge65 | 66  | applies        |

    @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: The bands of CANDOR for adults, year by year at their limits
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | age                   | <age>                      |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code             | age | outcome        |
        | age-dara-kd-le65 | 17  | does not apply |
        | age-dara-kd-le65 | 18  | applies        |
        | age-dara-kd-le65 | 19  | applies        |
        | age-dara-kd-le65 | 63  | applies        |
        | age-dara-kd-le65 | 64  | applies        |
        | age-dara-kd-le65 | 65  | applies        |
        | age-dara-kd-le65 | 66  | does not apply |
        | age-dara-kd-gt65 | 63  | does not apply |
        | age-dara-kd-gt65 | 64  | does not apply |
        | age-dara-kd-gt65 | 65  | does not apply |
        | age-dara-kd-gt65 | 66  | applies        |
