Feature: Progression-free survival by age

  Rule: Every trial has its own bands of age, in completed years

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75
    Scenario Outline: ICARIA-MM draws its limits below 65 and below 75
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | age                   | <age>                       |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply
      And <not 2> does not apply

      Examples:
        | age | band              | not 1             | not 2             |
        | 18  | age-isa-pd-lt65   | age-isa-pd-65to74 | age-isa-pd-ge75   |
        | 50  | age-isa-pd-lt65   | age-isa-pd-65to74 | age-isa-pd-ge75   |
        | 64  | age-isa-pd-lt65   | age-isa-pd-65to74 | age-isa-pd-ge75   |
        | 65  | age-isa-pd-65to74 | age-isa-pd-lt65   | age-isa-pd-ge75   |
        | 66  | age-isa-pd-65to74 | age-isa-pd-lt65   | age-isa-pd-ge75   |
        | 74  | age-isa-pd-65to74 | age-isa-pd-lt65   | age-isa-pd-ge75   |
        | 75  | age-isa-pd-ge75   | age-isa-pd-lt65   | age-isa-pd-65to74 |
        | 76  | age-isa-pd-ge75   | age-isa-pd-lt65   | age-isa-pd-65to74 |
        | 120 | age-isa-pd-ge75   | age-isa-pd-lt65   | age-isa-pd-65to74 |

    @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    Scenario Outline: APOLLO counts exactly 65 to the older band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | age                   | <age>                       |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | age | band             | not 1            |
        | 18  | age-dara-pd-lt65 | age-dara-pd-ge65 |
        | 50  | age-dara-pd-lt65 | age-dara-pd-ge65 |
        | 64  | age-dara-pd-lt65 | age-dara-pd-ge65 |
        | 65  | age-dara-pd-ge65 | age-dara-pd-lt65 |
        | 66  | age-dara-pd-ge65 | age-dara-pd-lt65 |
        | 74  | age-dara-pd-ge65 | age-dara-pd-lt65 |
        | 75  | age-dara-pd-ge65 | age-dara-pd-lt65 |
        | 120 | age-dara-pd-ge65 | age-dara-pd-lt65 |

    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65
    Scenario Outline: IKEMA counts exactly 65 to the older band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | age                   | <age>                      |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | age | band            | not 1           |
        | 18  | age-isa-kd-lt65 | age-isa-kd-ge65 |
        | 50  | age-isa-kd-lt65 | age-isa-kd-ge65 |
        | 64  | age-isa-kd-lt65 | age-isa-kd-ge65 |
        | 65  | age-isa-kd-ge65 | age-isa-kd-lt65 |
        | 66  | age-isa-kd-ge65 | age-isa-kd-lt65 |
        | 74  | age-isa-kd-ge65 | age-isa-kd-lt65 |
        | 75  | age-isa-kd-ge65 | age-isa-kd-lt65 |
        | 120 | age-isa-kd-ge65 | age-isa-kd-lt65 |

    @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: CANDOR counts exactly 65 to the younger band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | age                   | <age>                      |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | age | band             | not 1            |
        | 18  | age-dara-kd-le65 | age-dara-kd-gt65 |
        | 50  | age-dara-kd-le65 | age-dara-kd-gt65 |
        | 64  | age-dara-kd-le65 | age-dara-kd-gt65 |
        | 65  | age-dara-kd-le65 | age-dara-kd-gt65 |
        | 66  | age-dara-kd-gt65 | age-dara-kd-le65 |
        | 74  | age-dara-kd-gt65 | age-dara-kd-le65 |
        | 75  | age-dara-kd-gt65 | age-dara-kd-le65 |
        | 120 | age-dara-kd-gt65 | age-dara-kd-le65 |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: From the date of birth only completed years count
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | date of birth         | <born>                 |
      When the rule book is applied
      Then <code> applies to the planned regimen as info

      Examples:
        | born       | code              | planned     | partners                    |
        | 1959-06-30 | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 1959-06-30 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1959-06-30 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1959-06-30 | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 1959-07-01 | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |
        | 1959-07-01 | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |
        | 1959-07-01 | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1959-07-01 | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 1958-07-01 | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 1958-07-01 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1958-07-01 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1958-07-01 | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 1958-06-30 | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 1958-06-30 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1958-06-30 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1958-06-30 | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |
        | 1949-07-01 | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 1949-07-01 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1949-07-01 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1949-07-01 | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |
        | 1949-06-30 | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |
        | 1949-06-30 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1949-06-30 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1949-06-30 | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |
        | 2006-06-30 | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |
        | 2006-06-30 | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |
        | 2006-06-30 | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |
        | 2006-06-30 | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: A year of birth that allows two bands leaves both open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | date of birth         | <born>                 |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without age

      Examples:
        | born | code              | planned     | partners                    |
        | 1959 | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |
        | 1959 | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 1949 | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |
        | 1959 | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |
        | 1959 | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 1959 | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1959 | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 1958 | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 1958 | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: No band holds under 18 years
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | age | code              | planned     | partners                    |
        | 0   | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |
        | 17  | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |
        | 0   | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 17  | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | 0   | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |
        | 17  | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |
        | 0   | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |
        | 17  | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |
        | 0   | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 17  | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | 0   | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |
        | 17  | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |
        | 0   | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 17  | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | 0   | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 17  | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |
        | 0   | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |
        | 17  | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |

  Rule: The figures by age belong to one regimen each

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: The figures by age are shown for the planned and the current regimen, relapsed or refractory
      Given a patient assessed on 2024-06-30
        | current antibody     | <current>  |
        | planned antibody     | <planned>  |
        | <role> partner drugs | <partners> |
        | setting              | <setting>  |
        | age                  | <age>      |
      When the rule book is applied
      Then <code> applies to the <role> regimen as info

      Examples:
        | code              | role    | current     | planned     | partners                    | setting                | age |
        | age-isa-pd-lt65   | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 64  |
        | age-isa-pd-lt65   | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 64  |
        | age-isa-pd-65to74 | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 70  |
        | age-isa-pd-65to74 | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 70  |
        | age-isa-pd-ge75   | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 75  |
        | age-isa-pd-ge75   | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 75  |
        | age-dara-pd-lt65  | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | 64  |
        | age-dara-pd-lt65  | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | 64  |
        | age-dara-pd-ge65  | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | 65  |
        | age-dara-pd-ge65  | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | 65  |
        | age-isa-kd-lt65   | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 64  |
        | age-isa-kd-lt65   | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 64  |
        | age-isa-kd-ge65   | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 65  |
        | age-isa-kd-ge65   | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | 65  |
        | age-dara-kd-le65  | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 65  |
        | age-dara-kd-gt65  | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | 66  |
        | age-dara-kd-gt65  | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 66  |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: Another antibody, partner or setting shows none of the figures by age
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
        | age                   | <age>      |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code              | planned         | partners                                      | setting                | age |
        | age-isa-pd-lt65   | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 64  |
        | age-isa-pd-lt65   | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 64  |
        | age-isa-pd-lt65   | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 64  |
        | age-isa-pd-lt65   | isatuximab      | pomalidomide                                  | relapsed refractory mm | 64  |
        | age-isa-pd-lt65   | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 64  |
        | age-isa-pd-lt65   | isatuximab      | none                                          | relapsed refractory mm | 64  |
        | age-isa-pd-lt65   | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | 64  |
        | age-isa-pd-65to74 | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 70  |
        | age-isa-pd-65to74 | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 70  |
        | age-isa-pd-65to74 | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 70  |
        | age-isa-pd-65to74 | isatuximab      | pomalidomide                                  | relapsed refractory mm | 70  |
        | age-isa-pd-65to74 | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 70  |
        | age-isa-pd-65to74 | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | 70  |
        | age-isa-pd-65to74 | isatuximab      | pomalidomide, dexamethasone                   | other                  | 70  |
        | age-isa-pd-ge75   | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 75  |
        | age-isa-pd-ge75   | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 75  |
        | age-isa-pd-ge75   | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 75  |
        | age-isa-pd-ge75   | isatuximab      | pomalidomide                                  | relapsed refractory mm | 75  |
        | age-isa-pd-ge75   | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 75  |
        | age-isa-pd-ge75   | isatuximab      | none                                          | relapsed refractory mm | 75  |
        | age-isa-pd-ge75   | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | 75  |
        | age-dara-pd-lt65  | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 64  |
        | age-dara-pd-lt65  | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 64  |
        | age-dara-pd-lt65  | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 64  |
        | age-dara-pd-lt65  | daratumumab     | pomalidomide                                  | relapsed refractory mm | 64  |
        | age-dara-pd-lt65  | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | 64  |
        | age-dara-pd-lt65  | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | 64  |
        | age-dara-pd-lt65  | daratumumab     | pomalidomide, dexamethasone                   | other                  | 64  |
        | age-dara-pd-ge65  | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 65  |
        | age-dara-pd-ge65  | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 65  |
        | age-dara-pd-ge65  | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 65  |
        | age-dara-pd-ge65  | daratumumab     | pomalidomide                                  | relapsed refractory mm | 65  |
        | age-dara-pd-ge65  | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | 65  |
        | age-dara-pd-ge65  | daratumumab     | none                                          | relapsed refractory mm | 65  |
        | age-dara-pd-ge65  | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         | 65  |
        | age-isa-kd-lt65   | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 64  |
        | age-isa-kd-lt65   | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 64  |
        | age-isa-kd-lt65   | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 64  |
        | age-isa-kd-lt65   | isatuximab      | carfilzomib                                   | relapsed refractory mm | 64  |
        | age-isa-kd-lt65   | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 64  |
        | age-isa-kd-lt65   | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | 64  |
        | age-isa-kd-lt65   | isatuximab      | carfilzomib, dexamethasone                    | other                  | 64  |
        | age-isa-kd-ge65   | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 65  |
        | age-isa-kd-ge65   | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 65  |
        | age-isa-kd-ge65   | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 65  |
        | age-isa-kd-ge65   | isatuximab      | carfilzomib                                   | relapsed refractory mm | 65  |
        | age-isa-kd-ge65   | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 65  |
        | age-isa-kd-ge65   | isatuximab      | none                                          | relapsed refractory mm | 65  |
        | age-isa-kd-ge65   | isatuximab      | carfilzomib, dexamethasone                    | al amyloidosis         | 65  |
        | age-dara-kd-le65  | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | daratumumab     | carfilzomib                                   | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | 65  |
        | age-dara-kd-le65  | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | 65  |
        | age-dara-kd-le65  | daratumumab     | carfilzomib, dexamethasone                    | other                  | 65  |
        | age-dara-kd-gt65  | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 66  |
        | age-dara-kd-gt65  | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 66  |
        | age-dara-kd-gt65  | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 66  |
        | age-dara-kd-gt65  | daratumumab     | carfilzomib                                   | relapsed refractory mm | 66  |
        | age-dara-kd-gt65  | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | 66  |
        | age-dara-kd-gt65  | daratumumab     | none                                          | relapsed refractory mm | 66  |
        | age-dara-kd-gt65  | daratumumab     | carfilzomib, dexamethasone                    | al amyloidosis         | 66  |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: Subcutaneous isatuximab shows none of the figures by age, subcutaneous daratumumab does
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | planned route         | <route>                |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code              | planned     | partners                    | route        | outcome                        | age |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 64  |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 64  |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 64  |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 64  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 70  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 70  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 70  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 70  |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 75  |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 75  |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 75  |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 75  |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 64  |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | 64  |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 64  |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | 64  |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 65  |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | 65  |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 65  |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | 65  |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 64  |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 64  |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 64  |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 64  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 65  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 65  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 65  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 65  |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 65  |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | 65  |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 65  |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | 65  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 66  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | 66  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 66  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | 66  |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: What isn't recorded leaves the figures by age open
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
        | age                   | <age>      |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without <missing>

      Examples:
        | code              | planned     | partners                    | setting                | age | missing                              |
        | age-isa-pd-lt65   | isatuximab  |                             | relapsed refractory mm | 64  | partner drugs (planned regimen)      |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone |                        | 64  | disease setting                      |
        | age-isa-pd-lt65   | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 64  | anti-CD38 antibody (planned regimen) |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |     | age                                  |
        | age-isa-pd-65to74 | isatuximab  |                             | relapsed refractory mm | 70  | partner drugs (planned regimen)      |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |                        | 70  | disease setting                      |
        | age-isa-pd-65to74 | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 70  | anti-CD38 antibody (planned regimen) |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |     | age                                  |
        | age-isa-pd-ge75   | isatuximab  |                             | relapsed refractory mm | 75  | partner drugs (planned regimen)      |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone |                        | 75  | disease setting                      |
        | age-isa-pd-ge75   | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 75  | anti-CD38 antibody (planned regimen) |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |     | age                                  |
        | age-dara-pd-lt65  | daratumumab |                             | relapsed refractory mm | 64  | partner drugs (planned regimen)      |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone |                        | 64  | disease setting                      |
        | age-dara-pd-lt65  | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 64  | anti-CD38 antibody (planned regimen) |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |     | age                                  |
        | age-dara-pd-ge65  | daratumumab |                             | relapsed refractory mm | 65  | partner drugs (planned regimen)      |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |                        | 65  | disease setting                      |
        | age-dara-pd-ge65  | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 65  | anti-CD38 antibody (planned regimen) |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |     | age                                  |
        | age-isa-kd-lt65   | isatuximab  |                             | relapsed refractory mm | 64  | partner drugs (planned regimen)      |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  |                        | 64  | disease setting                      |
        | age-isa-kd-lt65   | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 64  | anti-CD38 antibody (planned regimen) |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |     | age                                  |
        | age-isa-kd-ge65   | isatuximab  |                             | relapsed refractory mm | 65  | partner drugs (planned regimen)      |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |                        | 65  | disease setting                      |
        | age-isa-kd-ge65   | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 65  | anti-CD38 antibody (planned regimen) |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |     | age                                  |
        | age-dara-kd-le65  | daratumumab |                             | relapsed refractory mm | 65  | partner drugs (planned regimen)      |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  |                        | 65  | disease setting                      |
        | age-dara-kd-le65  | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 65  | anti-CD38 antibody (planned regimen) |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |     | age                                  |
        | age-dara-kd-gt65  | daratumumab |                             | relapsed refractory mm | 66  | partner drugs (planned regimen)      |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |                        | 66  | disease setting                      |
        | age-dara-kd-gt65  | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 66  | anti-CD38 antibody (planned regimen) |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |     | age                                  |

  Rule: What a figure by age doesn't show is said beside it

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: An interval that includes 1 is called so
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> says “<figure>”
      And <code> <note> “The interval includes 1; a benefit isn't shown statistically in this subgroup”

      Examples:
        | code              | planned     | partners                    | age | figure                   | note         |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | 64  | 0.66 (95 % CI 0.40–1.07) | says         |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 70  | 0.64 (95 % CI 0.39–1.06) | says         |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | 75  | 0.48 (95 % CI 0.24–0.95) | does not say |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | 64  | 0.69 (95 % CI 0.44–1.09) | says         |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 65  | 0.55 (95 % CI 0.38–0.81) | does not say |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | 64  | 0.64 (95 % CI 0.37–1.11) | says         |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 65  | 0.43 (95 % CI 0.25–0.74) | does not say |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | 65  | 0.57 (95 % CI 0.38–0.86) | does not say |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 66  | 0.76 (95 % CI 0.48–1.22) | says         |

    @rule:age-isa-pd-lt65 @rule:age-isa-pd-65to74 @rule:age-isa-pd-ge75 @rule:age-dara-pd-lt65 @rule:age-dara-pd-ge65
    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: P for interaction of age is shown as printed
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code              | planned     | partners                    | age | words                                             |
        | age-isa-pd-lt65   | isatuximab  | pomalidomide, dexamethasone | 64  | P for interaction is printed as 0.5952            |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 70  | P for interaction is printed as 0.5952            |
        | age-isa-pd-ge75   | isatuximab  | pomalidomide, dexamethasone | 75  | P for interaction is printed as 0.5952            |
        | age-dara-pd-lt65  | daratumumab | pomalidomide, dexamethasone | 64  | P for interaction is printed as NR (not reported) |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 65  | P for interaction is printed as NR (not reported) |
        | age-isa-kd-lt65   | isatuximab  | carfilzomib, dexamethasone  | 64  | P for interaction is printed as 0.3663            |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 65  | P for interaction is printed as 0.3663            |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | 65  | P for interaction is printed as 0.3653            |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 66  | P for interaction is printed as 0.3653            |

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65
    Scenario Outline: At exactly 65 years the band is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> <note> “Exactly 65 years belongs to this band”

      Examples:
        | code              | planned     | partners                    | age | note         |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 65  | says         |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 66  | does not say |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 65  | says         |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 66  | does not say |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 65  | says         |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 66  | does not say |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | 65  | says         |
        | age-dara-kd-le65  | daratumumab | carfilzomib, dexamethasone  | 64  | does not say |

    @rule:age-isa-kd-lt65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-le65 @rule:age-dara-kd-gt65
    Scenario Outline: Two suspiciously similar P values are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | <age>                  |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code             | planned     | partners                   | age | words                 |
        | age-isa-kd-lt65  | isatuximab  | carfilzomib, dexamethasone | 64  | consider verifying it |
        | age-isa-kd-ge65  | isatuximab  | carfilzomib, dexamethasone | 65  | consider verifying it |
        | age-dara-kd-le65 | daratumumab | carfilzomib, dexamethasone | 65  | consider verifying it |
        | age-dara-kd-gt65 | daratumumab | carfilzomib, dexamethasone | 66  | consider verifying it |

  Rule: Whom a trial admitted is said beside its figures

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: Prior lines that a trial didn't admit are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
        | prior lines           | <lines>                |
      When the rule book is applied
      Then <code> <note> “<words>”

      Examples:
        | code              | planned     | partners                    | lines | note         | words                                      |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 0     | says         | Fewer than 2 prior lines are recorded here |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 1     | says         | Fewer than 2 prior lines are recorded here |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | 2     | does not say | Fewer than 2 prior lines are recorded here |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |       | does not say | lies outside the trial                     |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 0     | says         | No prior line is recorded here             |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | 1     | does not say | No prior line is recorded here             |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |       | does not say | lies outside the trial                     |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 0     | says         | No prior line is recorded here             |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 1     | does not say | No prior line is recorded here             |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 3     | does not say | More than 3 prior lines are recorded here  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 4     | says         | More than 3 prior lines are recorded here  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | 5     | says         | More than 3 prior lines are recorded here  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |       | does not say | lies outside the trial                     |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 0     | says         | No prior line is recorded here             |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 1     | does not say | No prior line is recorded here             |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 3     | does not say | More than 3 prior lines are recorded here  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 4     | says         | More than 3 prior lines are recorded here  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | 5     | says         | More than 3 prior lines are recorded here  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |       | does not say | lies outside the trial                     |

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: Eligibility and the limits of a subgroup stand beside every figure
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code              | planned     | partners                    | words                                                                   |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | at least 2 prior lines, lenalidomide and a proteasome inhibitor         |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | The number of patients in the subgroup isn't given                      |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | prevent a comparison with another trial                                 |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | says nothing of another antibody                                        |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | at least 1 prior line, lenalidomide and a proteasome inhibitor          |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | intravenously and, after an amendment, subcutaneously                   |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | The number of patients in the subgroup isn't given                      |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | prevent a comparison with another trial                                 |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | says nothing of another antibody                                        |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | IKEMA admitted relapsed myeloma after 1 to 3 prior lines                |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | The number of patients in the subgroup isn't given                      |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | prevent a comparison with another trial                                 |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | says nothing of another antibody                                        |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | CANDOR admitted relapsed or refractory myeloma after 1 to 3 prior lines |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | The number of patients in the subgroup isn't given                      |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | prevent a comparison with another trial                                 |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | says nothing of another antibody                                        |

    @rule:age-isa-pd-65to74 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: A route that the trial didn't use, or that isn't recorded, is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | planned route         | <route>                |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
      When the rule book is applied
      Then <code> <note> “<words>”

      Examples:
        | code              | planned     | partners                    | route        | note         | words                                               |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |              | says         | the route of the planned isatuximab isn't recorded  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | intravenous  | does not say | the route of the planned isatuximab isn't recorded  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |              | says         | the route of the planned isatuximab isn't recorded  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | intravenous  | does not say | the route of the planned isatuximab isn't recorded  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |              | says         | the route of the planned daratumumab isn't recorded |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | intravenous  | does not say | the route of the planned daratumumab isn't recorded |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | subcutaneous | says         | the planned daratumumab is subcutaneous             |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | subcutaneous | does not say | the route of the planned daratumumab isn't recorded |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | intravenous  | does not say | the planned daratumumab is subcutaneous             |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |              | does not say | the planned daratumumab is subcutaneous             |

    @rule:age-dara-kd-gt65
    Scenario Outline: The route of CANDOR is cited where it isn't that of the patient
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | planned route         | <route>                    |
        | setting               | relapsed refractory mm     |
        | age                   | 70                         |
      When the rule book is applied
      Then age-dara-kd-gt65 <citation> leleu-2022/candor-route

      Examples:
        | route        | citation      |
        | intravenous  | does not cite |
        | subcutaneous | cites         |
        |              | cites         |

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: Earlier anti-CD38 antibodies, or silence about them, are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | <current>              |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | earlier antibodies    | <earlier>              |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
      When the rule book is applied
      Then <code> says “<words>”
      And <code> does not say “<not words>”
      And <code> cites leleu-2022/trial-eligibility-after-anti-cd38-not-stated

      Examples:
        | code              | planned     | partners                    | earlier | current     | words                                                        | not words                                                    |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |         | none        | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | none    |             | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |         | daratumumab | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | none    | daratumumab | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |         | none        | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | none    |             | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |         | isatuximab  | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | none    | isatuximab  | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |         | none        | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | none    |             | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |         | daratumumab | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | none    | daratumumab | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |         | none        | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | none    |             | Whether an anti-CD38 antibody was given before isn't decided | An anti-CD38 antibody was given before                       |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |         | isatuximab  | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | none    | isatuximab  | An anti-CD38 antibody was given before                       | Whether an anti-CD38 antibody was given before isn't decided |

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: Without an earlier anti-CD38 antibody nothing is said of one
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | earlier antibodies    | none                   |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
      When the rule book is applied
      Then <code> does not say “anti-CD38 antibody was given before”
      And <code> does not cite leleu-2022/trial-eligibility-after-anti-cd38-not-stated

      Examples:
        | code              | planned     | partners                    |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  |

    @rule:age-isa-pd-65to74 @rule:age-dara-pd-ge65 @rule:age-isa-kd-ge65 @rule:age-dara-kd-gt65
    Scenario Outline: An ended course of either antibody, or of one that isn't named, is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | age                   | 70                     |
      And an earlier course of <earlier>
      When the rule book is applied
      Then <code> says “An anti-CD38 antibody was given before”

      Examples:
        | code              | planned     | partners                    | earlier     |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | daratumumab |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | isatuximab  |
        | age-isa-pd-65to74 | isatuximab  | pomalidomide, dexamethasone | unnamed     |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | daratumumab |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | isatuximab  |
        | age-dara-pd-ge65  | daratumumab | pomalidomide, dexamethasone | unnamed     |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | daratumumab |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | isatuximab  |
        | age-isa-kd-ge65   | isatuximab  | carfilzomib, dexamethasone  | unnamed     |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | daratumumab |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | isatuximab  |
        | age-dara-kd-gt65  | daratumumab | carfilzomib, dexamethasone  | unnamed     |
