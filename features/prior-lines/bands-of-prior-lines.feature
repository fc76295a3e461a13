Feature: Progression-free survival by prior lines

  Rule: Every trial has its own bands of prior lines

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3
    Scenario Outline: ICARIA-MM has a band of 2 or 3 lines and one of more
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | prior lines           | <prior lines>               |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | prior lines | band              | not 1             |
        | 2           | lines-isa-pd-2to3 | lines-isa-pd-gt3  |
        | 3           | lines-isa-pd-2to3 | lines-isa-pd-gt3  |
        | 4           | lines-isa-pd-gt3  | lines-isa-pd-2to3 |
        | 5           | lines-isa-pd-gt3  | lines-isa-pd-2to3 |
        | 50          | lines-isa-pd-gt3  | lines-isa-pd-2to3 |

    @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3 @rule:lines-dara-pd-gt3
    Scenario Outline: APOLLO has a band of 1 line, one of 2 or 3 and one of more
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | prior lines           | <prior lines>               |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply
      And <not 2> does not apply

      Examples:
        | prior lines | band               | not 1              | not 2              |
        | 1           | lines-dara-pd-1    | lines-dara-pd-2to3 | lines-dara-pd-gt3  |
        | 2           | lines-dara-pd-2to3 | lines-dara-pd-1    | lines-dara-pd-gt3  |
        | 3           | lines-dara-pd-2to3 | lines-dara-pd-1    | lines-dara-pd-gt3  |
        | 4           | lines-dara-pd-gt3  | lines-dara-pd-1    | lines-dara-pd-2to3 |
        | 5           | lines-dara-pd-gt3  | lines-dara-pd-1    | lines-dara-pd-2to3 |
        | 50          | lines-dara-pd-gt3  | lines-dara-pd-1    | lines-dara-pd-2to3 |

    @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2
    Scenario Outline: IKEMA has a band of 1 line and one of 2 or more
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | prior lines           | <prior lines>              |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | prior lines | band             | not 1            |
        | 1           | lines-isa-kd-1   | lines-isa-kd-ge2 |
        | 2           | lines-isa-kd-ge2 | lines-isa-kd-1   |
        | 3           | lines-isa-kd-ge2 | lines-isa-kd-1   |
        | 4           | lines-isa-kd-ge2 | lines-isa-kd-1   |
        | 5           | lines-isa-kd-ge2 | lines-isa-kd-1   |
        | 50          | lines-isa-kd-ge2 | lines-isa-kd-1   |

    @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: CANDOR has a band of 1 line and one of 2 or more
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | prior lines           | <prior lines>              |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | prior lines | band              | not 1             |
        | 1           | lines-dara-kd-1   | lines-dara-kd-ge2 |
        | 2           | lines-dara-kd-ge2 | lines-dara-kd-1   |
        | 3           | lines-dara-kd-ge2 | lines-dara-kd-1   |
        | 4           | lines-dara-kd-ge2 | lines-dara-kd-1   |
        | 5           | lines-dara-kd-ge2 | lines-dara-kd-1   |
        | 50          | lines-dara-kd-ge2 | lines-dara-kd-1   |

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: Without a prior line no band holds, and in ICARIA-MM none holds for 1 line
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | prior lines           | <prior lines>          |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code               | planned     | partners                    | prior lines |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | 0           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | 0           |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | 1           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | 1           |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | 0           |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | 0           |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | 0           |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | 0           |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | 0           |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | 0           |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | 0           |

  Rule: The figures by prior lines belong to one regimen each

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: The figures by prior lines are shown for the planned and the current regimen, relapsed or refractory
      Given a patient assessed on 2024-06-30
        | current antibody     | <current>     |
        | planned antibody     | <planned>     |
        | <role> partner drugs | <partners>    |
        | setting              | <setting>     |
        | prior lines          | <prior lines> |
      When the rule book is applied
      Then <code> applies to the <role> regimen as info

      Examples:
        | code               | role    | current     | planned     | partners                    | setting                | prior lines |
        | lines-isa-pd-2to3  | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 2           |
        | lines-isa-pd-2to3  | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 2           |
        | lines-isa-pd-gt3   | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 4           |
        | lines-isa-pd-gt3   | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 4           |
        | lines-dara-pd-1    | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | 1           |
        | lines-dara-pd-1    | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | 1           |
        | lines-dara-pd-2to3 | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | 3           |
        | lines-dara-pd-2to3 | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | 3           |
        | lines-dara-pd-gt3  | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | 4           |
        | lines-dara-pd-gt3  | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | 4           |
        | lines-isa-kd-1     | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 1           |
        | lines-isa-kd-1     | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 1           |
        | lines-isa-kd-ge2   | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 2           |
        | lines-isa-kd-ge2   | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 2           |
        | lines-dara-kd-1    | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | 1           |
        | lines-dara-kd-1    | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 1           |
        | lines-dara-kd-ge2  | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | 2           |
        | lines-dara-kd-ge2  | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 2           |

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: Another antibody, partner or setting shows none of the figures by prior lines
      Given a patient assessed on 2024-06-30
        | current antibody      | none          |
        | planned antibody      | <planned>     |
        | planned partner drugs | <partners>    |
        | setting               | <setting>     |
        | prior lines           | <prior lines> |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code               | planned         | partners                                      | setting                | prior lines |
        | lines-isa-pd-2to3  | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 2           |
        | lines-isa-pd-2to3  | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 2           |
        | lines-isa-pd-2to3  | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 2           |
        | lines-isa-pd-2to3  | isatuximab      | pomalidomide                                  | relapsed refractory mm | 2           |
        | lines-isa-pd-2to3  | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 2           |
        | lines-isa-pd-2to3  | isatuximab      | none                                          | relapsed refractory mm | 2           |
        | lines-isa-pd-2to3  | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | 2           |
        | lines-isa-pd-gt3   | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 4           |
        | lines-isa-pd-gt3   | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 4           |
        | lines-isa-pd-gt3   | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 4           |
        | lines-isa-pd-gt3   | isatuximab      | pomalidomide                                  | relapsed refractory mm | 4           |
        | lines-isa-pd-gt3   | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 4           |
        | lines-isa-pd-gt3   | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | 4           |
        | lines-isa-pd-gt3   | isatuximab      | pomalidomide, dexamethasone                   | other                  | 4           |
        | lines-dara-pd-1    | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 1           |
        | lines-dara-pd-1    | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 1           |
        | lines-dara-pd-1    | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 1           |
        | lines-dara-pd-1    | daratumumab     | pomalidomide                                  | relapsed refractory mm | 1           |
        | lines-dara-pd-1    | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | 1           |
        | lines-dara-pd-1    | daratumumab     | none                                          | relapsed refractory mm | 1           |
        | lines-dara-pd-1    | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         | 1           |
        | lines-dara-pd-2to3 | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 3           |
        | lines-dara-pd-2to3 | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 3           |
        | lines-dara-pd-2to3 | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 3           |
        | lines-dara-pd-2to3 | daratumumab     | pomalidomide                                  | relapsed refractory mm | 3           |
        | lines-dara-pd-2to3 | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | 3           |
        | lines-dara-pd-2to3 | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | 3           |
        | lines-dara-pd-2to3 | daratumumab     | pomalidomide, dexamethasone                   | other                  | 3           |
        | lines-dara-pd-gt3  | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 4           |
        | lines-dara-pd-gt3  | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 4           |
        | lines-dara-pd-gt3  | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 4           |
        | lines-dara-pd-gt3  | daratumumab     | pomalidomide                                  | relapsed refractory mm | 4           |
        | lines-dara-pd-gt3  | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | 4           |
        | lines-dara-pd-gt3  | daratumumab     | none                                          | relapsed refractory mm | 4           |
        | lines-dara-pd-gt3  | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         | 4           |
        | lines-isa-kd-1     | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 1           |
        | lines-isa-kd-1     | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 1           |
        | lines-isa-kd-1     | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 1           |
        | lines-isa-kd-1     | isatuximab      | carfilzomib                                   | relapsed refractory mm | 1           |
        | lines-isa-kd-1     | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 1           |
        | lines-isa-kd-1     | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | 1           |
        | lines-isa-kd-1     | isatuximab      | carfilzomib, dexamethasone                    | other                  | 1           |
        | lines-isa-kd-ge2   | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 2           |
        | lines-isa-kd-ge2   | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 2           |
        | lines-isa-kd-ge2   | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 2           |
        | lines-isa-kd-ge2   | isatuximab      | carfilzomib                                   | relapsed refractory mm | 2           |
        | lines-isa-kd-ge2   | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 2           |
        | lines-isa-kd-ge2   | isatuximab      | none                                          | relapsed refractory mm | 2           |
        | lines-isa-kd-ge2   | isatuximab      | carfilzomib, dexamethasone                    | al amyloidosis         | 2           |
        | lines-dara-kd-1    | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 1           |
        | lines-dara-kd-1    | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 1           |
        | lines-dara-kd-1    | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 1           |
        | lines-dara-kd-1    | daratumumab     | carfilzomib                                   | relapsed refractory mm | 1           |
        | lines-dara-kd-1    | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | 1           |
        | lines-dara-kd-1    | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | 1           |
        | lines-dara-kd-1    | daratumumab     | carfilzomib, dexamethasone                    | other                  | 1           |
        | lines-dara-kd-ge2  | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 2           |
        | lines-dara-kd-ge2  | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 2           |
        | lines-dara-kd-ge2  | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 2           |
        | lines-dara-kd-ge2  | daratumumab     | carfilzomib                                   | relapsed refractory mm | 2           |
        | lines-dara-kd-ge2  | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | 2           |
        | lines-dara-kd-ge2  | daratumumab     | none                                          | relapsed refractory mm | 2           |
        | lines-dara-kd-ge2  | daratumumab     | carfilzomib, dexamethasone                    | al amyloidosis         | 2           |

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: Subcutaneous isatuximab shows none of the figures by prior lines, subcutaneous daratumumab does
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | planned route         | <route>                |
        | setting               | relapsed refractory mm |
        | prior lines           | <prior lines>          |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code               | planned     | partners                    | route        | outcome                        | prior lines |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 2           |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 2           |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 2           |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 2           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 4           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 4           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 4           |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 4           |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 1           |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | 1           |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 1           |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | 1           |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 3           |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | 3           |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 3           |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | 3           |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 4           |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | 4           |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 4           |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | 4           |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 1           |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 1           |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 1           |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 1           |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 2           |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 2           |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 2           |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 2           |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 1           |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | 1           |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 1           |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | 1           |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 2           |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | 2           |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 2           |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | 2           |

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: What isn't recorded leaves the figures by prior lines open
      Given a patient assessed on 2024-06-30
        | current antibody      | none          |
        | planned antibody      | <planned>     |
        | planned partner drugs | <partners>    |
        | setting               | <setting>     |
        | prior lines           | <prior lines> |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without <missing>

      Examples:
        | code               | planned     | partners                    | setting                | prior lines | missing                              |
        | lines-isa-pd-2to3  | isatuximab  |                             | relapsed refractory mm | 2           | partner drugs (planned regimen)      |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone |                        | 2           | disease setting                      |
        | lines-isa-pd-2to3  | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 2           | anti-CD38 antibody (planned regimen) |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |             | prior lines of therapy               |
        | lines-isa-pd-gt3   | isatuximab  |                             | relapsed refractory mm | 4           | partner drugs (planned regimen)      |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone |                        | 4           | disease setting                      |
        | lines-isa-pd-gt3   | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 4           | anti-CD38 antibody (planned regimen) |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |             | prior lines of therapy               |
        | lines-dara-pd-1    | daratumumab |                             | relapsed refractory mm | 1           | partner drugs (planned regimen)      |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone |                        | 1           | disease setting                      |
        | lines-dara-pd-1    | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 1           | anti-CD38 antibody (planned regimen) |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |             | prior lines of therapy               |
        | lines-dara-pd-2to3 | daratumumab |                             | relapsed refractory mm | 3           | partner drugs (planned regimen)      |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone |                        | 3           | disease setting                      |
        | lines-dara-pd-2to3 | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 3           | anti-CD38 antibody (planned regimen) |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |             | prior lines of therapy               |
        | lines-dara-pd-gt3  | daratumumab |                             | relapsed refractory mm | 4           | partner drugs (planned regimen)      |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone |                        | 4           | disease setting                      |
        | lines-dara-pd-gt3  | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 4           | anti-CD38 antibody (planned regimen) |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |             | prior lines of therapy               |
        | lines-isa-kd-1     | isatuximab  |                             | relapsed refractory mm | 1           | partner drugs (planned regimen)      |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  |                        | 1           | disease setting                      |
        | lines-isa-kd-1     | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 1           | anti-CD38 antibody (planned regimen) |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |             | prior lines of therapy               |
        | lines-isa-kd-ge2   | isatuximab  |                             | relapsed refractory mm | 2           | partner drugs (planned regimen)      |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  |                        | 2           | disease setting                      |
        | lines-isa-kd-ge2   | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 2           | anti-CD38 antibody (planned regimen) |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |             | prior lines of therapy               |
        | lines-dara-kd-1    | daratumumab |                             | relapsed refractory mm | 1           | partner drugs (planned regimen)      |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  |                        | 1           | disease setting                      |
        | lines-dara-kd-1    | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 1           | anti-CD38 antibody (planned regimen) |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |             | prior lines of therapy               |
        | lines-dara-kd-ge2  | daratumumab |                             | relapsed refractory mm | 2           | partner drugs (planned regimen)      |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  |                        | 2           | disease setting                      |
        | lines-dara-kd-ge2  | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 2           | anti-CD38 antibody (planned regimen) |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |             | prior lines of therapy               |

  Rule: What a figure by prior lines doesn't show is said beside it

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: An interval that includes 1 is called so
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | prior lines           | <prior lines>          |
      When the rule book is applied
      Then <code> says “<figure>”
      And <code> <note> “The interval includes 1; a benefit isn't shown statistically in this subgroup”

      Examples:
        | code               | planned     | partners                    | prior lines | figure                   | note         |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | 2           | 0.59 (95 % CI 0.40–0.88) | does not say |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | 4           | 0.59 (95 % CI 0.36–0.98) | does not say |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | 1           | 0.70 (95 % CI 0.30–1.67) | says         |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | 3           | 0.66 (95 % CI 0.48–0.92) | does not say |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | 4           | 0.40 (95 % CI 0.18–0.90) | does not say |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | 1           | 0.59 (95 % CI 0.31–1.12) | says         |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | 2           | 0.48 (95 % CI 0.29–0.78) | does not say |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | 1           | 0.68 (95 % CI 0.40–1.14) | says         |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | 2           | 0.61 (95 % CI 0.42–0.88) | does not say |

    @rule:lines-isa-pd-2to3 @rule:lines-isa-pd-gt3 @rule:lines-dara-pd-1 @rule:lines-dara-pd-2to3
    @rule:lines-dara-pd-gt3 @rule:lines-isa-kd-1 @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-1 @rule:lines-dara-kd-ge2
    Scenario Outline: P for interaction of prior lines is shown as printed
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | prior lines           | <prior lines>          |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code               | planned     | partners                    | prior lines | words                                             |
        | lines-isa-pd-2to3  | isatuximab  | pomalidomide, dexamethasone | 2           | P for interaction is printed as 0.9583            |
        | lines-isa-pd-gt3   | isatuximab  | pomalidomide, dexamethasone | 4           | P for interaction is printed as 0.9583            |
        | lines-dara-pd-1    | daratumumab | pomalidomide, dexamethasone | 1           | P for interaction is printed as NR (not reported) |
        | lines-dara-pd-2to3 | daratumumab | pomalidomide, dexamethasone | 3           | P for interaction is printed as NR (not reported) |
        | lines-dara-pd-gt3  | daratumumab | pomalidomide, dexamethasone | 4           | P for interaction is printed as NR (not reported) |
        | lines-isa-kd-1     | isatuximab  | carfilzomib, dexamethasone  | 1           | P for interaction is printed as 0.6841            |
        | lines-isa-kd-ge2   | isatuximab  | carfilzomib, dexamethasone  | 2           | P for interaction is printed as 0.6841            |
        | lines-dara-kd-1    | daratumumab | carfilzomib, dexamethasone  | 1           | P for interaction is printed as 0.7230            |
        | lines-dara-kd-ge2  | daratumumab | carfilzomib, dexamethasone  | 2           | P for interaction is printed as 0.7230            |

    @rule:lines-isa-kd-ge2 @rule:lines-dara-kd-ge2
    Scenario Outline: With 4 lines or more the patient lies outside IKEMA and CANDOR, and the figure stands with that note
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | prior lines           | <prior lines>          |
      When the rule book is applied
      Then <code> applies to the planned regimen as info
      And <code> <note> “More than 3 prior lines are recorded here, so that this patient lies outside the trial”
      And <code> says “the band stands for 2 or 3”

      Examples:
        | code              | planned     | partners                   | prior lines | note         |
        | lines-isa-kd-ge2  | isatuximab  | carfilzomib, dexamethasone | 2           | does not say |
        | lines-isa-kd-ge2  | isatuximab  | carfilzomib, dexamethasone | 3           | does not say |
        | lines-isa-kd-ge2  | isatuximab  | carfilzomib, dexamethasone | 4           | says         |
        | lines-isa-kd-ge2  | isatuximab  | carfilzomib, dexamethasone | 5           | says         |
        | lines-dara-kd-ge2 | daratumumab | carfilzomib, dexamethasone | 2           | does not say |
        | lines-dara-kd-ge2 | daratumumab | carfilzomib, dexamethasone | 3           | does not say |
        | lines-dara-kd-ge2 | daratumumab | carfilzomib, dexamethasone | 4           | says         |
        | lines-dara-kd-ge2 | daratumumab | carfilzomib, dexamethasone | 5           | says         |
