Feature: Extended red-cell typing before the first anti-CD38 dose

  Rule: Before the first dose, typing is asked for unless it is surely on file from early enough

    @rule:transfusion-pretreatment-typing
    Scenario Outline: A planned antibody without typing calls for it, whatever the route, partners and setting
      Given a patient assessed on 2024-03-15
        | current antibody      | none      |
        | planned antibody      | <agent>   |
        | planned route         | <route>   |
        | planned partner drugs | <drugs>   |
        | planned doses given   | <doses>   |
        | setting               | <setting> |
        | earlier antibodies    | none      |
        | extended typing done  | no        |
        | red cells             | <cells>   |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing says “Consider extended red-cell phenotyping or genotyping”

      Examples:
        | agent       | route        | drugs                      | doses | setting                | cells        |
        | daratumumab | intravenous  | carfilzomib, dexamethasone | 0     | relapsed refractory mm | planned      |
        | daratumumab | subcutaneous | none                       |       | al amyloidosis         | not expected |
        | daratumumab |              |                            |       |                        |              |
        | isatuximab  | intravenous  | pomalidomide               | 0     | newly diagnosed mm     |              |
        | isatuximab  |              |                            |       |                        | not expected |
        | undecided   | undecided    |                            |       |                        |              |

    @rule:transfusion-pretreatment-typing
    Scenario Outline: A typing that is not recorded is taken as not done
      Given a patient assessed on 2024-03-15
        | current antibody                  | none        |
        | planned antibody                  | daratumumab |
        | earlier antibodies                | none        |
        | extended typing before first dose | <before>    |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing says “Confirm that extended red-cell typing is on file, or consider it, before daratumumab (planned).”
      And transfusion-pretreatment-typing assumes something of extended red-cell typing from before the first anti-CD38 dose

      Examples:
        | before |
        |        |
        | yes    |

    @rule:transfusion-pretreatment-typing
    Scenario Outline: Typing in time, another antibody, or a plan that has begun asks for nothing
      Given a patient assessed on 2024-03-15
        | current antibody     | none     |
        | planned antibody     | <agent>  |
        | planned doses given  | <doses>  |
        | earlier antibodies   | none     |
        | extended typing done | <typing> |
      When the rule book is applied
      Then transfusion-pretreatment-typing does not apply

      Examples:
        | agent           | doses | typing |
        | daratumumab     | 0     | yes    |
        | isatuximab      |       | yes    |
        | undecided       |       | yes    |
        | other anti cd38 | 0     | no     |
        | none            |       | no     |
        | daratumumab     | 1     | no     |

    @rule:transfusion-pretreatment-typing
    Scenario: A current regimen without any dose so far is still before its first dose
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab |
        | current doses given  | 0          |
        | planned antibody     | none       |
        | earlier antibodies   | none       |
        | extended typing done | no         |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the current regimen as critical
      And transfusion-typing-missed does not apply

    @rule:transfusion-pretreatment-typing
    Scenario Outline: A current regimen with a dose, or with doses not counted, is no longer before its first dose
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab |
        | current doses given  | <doses>    |
        | planned antibody     | none       |
        | earlier antibodies   | none       |
        | extended typing done | no         |
      When the rule book is applied
      Then transfusion-pretreatment-typing does not apply
      And transfusion-typing-missed applies

      Examples:
        | doses |
        | 1     |
        |       |

    @rule:transfusion-pretreatment-typing
    Scenario: Without a recorded plan the question of typing waits for it
      Given a patient assessed on 2024-03-15
        | current antibody     | none |
        | earlier antibodies   | none |
        | extended typing done | no   |
      When the rule book is applied
      Then transfusion-pretreatment-typing waits for the planned regimen

    @rule:transfusion-pretreatment-typing
    Scenario: Both alternative plans are named
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | daratumumab |
        | alternative antibody | isatuximab  |
        | earlier antibodies   | none        |
        | extended typing done | no          |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing applies to the alternative regimen as critical
      And transfusion-pretreatment-typing says “daratumumab (planned)”
      And transfusion-pretreatment-typing says “isatuximab (alternatively planned)”

    @rule:transfusion-pretreatment-typing
    Scenario: The label statement is that of the antibody
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | isatuximab |
        | earlier antibodies   | none       |
        | extended typing done | no         |
      When the rule book is applied
      Then transfusion-pretreatment-typing says “Isatuximab shares the requirement”
      And transfusion-pretreatment-typing does not say “For daratumumab, the label cited”
      And transfusion-pretreatment-typing says “emergency release of blood”

    @rule:transfusion-pretreatment-typing
    Scenario: For an undecided plan both label statements are shown
      Given a patient assessed on 2024-03-15
        | current antibody     | none      |
        | planned antibody     | undecided |
        | earlier antibodies   | none      |
        | extended typing done | no        |
      When the rule book is applied
      Then transfusion-pretreatment-typing says “Isatuximab shares the requirement”
      And transfusion-pretreatment-typing says “For daratumumab, the label cited”

    @rule:transfusion-pretreatment-typing
    Scenario: A typing of unknown time is asked to be confirmed
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | isatuximab |
        | extended typing done | yes        |
      And an earlier course of daratumumab
        | last dose | 2022-06-01 |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing says “Confirm that extended typing on file predates any anti-CD38 dose”

    @rule:transfusion-pretreatment-typing
    Scenario: A typing from after an earlier course goes to the laboratory
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | isatuximab |
        | extended typing done | yes        |
        | extended typing on   | 2022-06-02 |
      And an earlier course of daratumumab
        | last dose | 2022-06-01 |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing says “Ask the laboratory if extended typing from after an anti-CD38 dose serves isatuximab (planned).”
      And transfusion-typing-missed does not apply

    @rule:transfusion-pretreatment-typing
    Scenario: Where the typing was missed, the call for it is shown under that and is as severe
      Given a patient assessed on 2024-03-15
        | current antibody     | daratumumab  |
        | current doses given  | 5            |
        | planned antibody     | isatuximab   |
        | earlier antibodies   | none         |
        | extended typing done | no           |
        | red cells            | not expected |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as warning
      And transfusion-pretreatment-typing is shown under transfusion-typing-missed
      And transfusion-typing-missed is an alert of its own

    @rule:transfusion-pretreatment-typing
    Scenario: An old course outside the interference window does not cover the call for typing
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | isatuximab |
        | extended typing done | no         |
      And an earlier course of daratumumab
        | last dose | 2022-06-01 |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing is an alert of its own
      And transfusion-typing-missed does not apply

  Rule: Once a dose was given, a typing that was missed goes to the laboratory

    @rule:transfusion-typing-missed
    Scenario Outline: Exposure without typing in time is a warning, and critical once red cells are planned
      Given a patient assessed on 2024-03-15
        | current antibody     | <agent>  |
        | planned antibody     | none     |
        | earlier antibodies   | none     |
        | extended typing done | no       |
        | red cells            | <cells>  |
      When the rule book is applied
      Then transfusion-typing-missed applies as <severity>
      And transfusion-typing-missed says “consider asking the laboratory which method it can use”

      Examples:
        | agent       | cells        | severity |
        | daratumumab | planned      | critical |
        | isatuximab  | expected     | critical |
        | daratumumab | emergency    | critical |
        | daratumumab | not expected | warning  |
        | isatuximab  |              | warning  |

    @rule:transfusion-typing-missed
    Scenario Outline: An ended course counts while it is inside its interference window
      Given a patient assessed on 2024-03-15
        | current antibody     | none |
        | planned antibody     | none |
        | extended typing done | no   |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-typing-missed applies as warning

      Examples:
        | agent       | last       |
        | daratumumab | 2023-09-15 |
        | daratumumab |            |
        | isatuximab  | 2023-09-15 |
        | isatuximab  |            |
        | unnamed     | 2023-09-15 |

    @rule:transfusion-typing-missed
    Scenario Outline: Without exposure in the window nothing was missed
      Given a patient assessed on 2024-03-15
        | current antibody     | none |
        | planned antibody     | none |
        | extended typing done | no   |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-typing-missed does not apply

      Examples:
        | agent           | last       |
        | daratumumab     | 2023-09-14 |
        | isatuximab      | 2023-09-14 |
        | other anti cd38 | 2024-03-01 |

    @rule:transfusion-typing-missed
    Scenario: A patient who never had an antibody has missed nothing
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | daratumumab |
        | earlier antibodies   | none        |
        | extended typing done | no          |
      When the rule book is applied
      Then transfusion-typing-missed does not apply

    @rule:transfusion-typing-missed
    Scenario: transfusion-typing-missed can't be decided without extended red-cell typing on file
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | none        |
        | earlier antibodies | none        |
      When the rule book is applied
      Then transfusion-typing-missed can't be decided without extended red-cell typing on file

    @rule:transfusion-typing-missed
    Scenario: transfusion-typing-missed can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody     | none |
        | planned antibody     | none |
        | extended typing done | no   |
      When the rule book is applied
      Then transfusion-typing-missed can't be decided without earlier anti-CD38 antibodies

  Rule: When a typing counts as in time

    @rule:transfusion-typing-missed
    Scenario Outline: Typing before the first dose is in time
      Given a patient assessed on 2024-03-15
        | current antibody                  | daratumumab |
        | current start                     | 2024-01-10  |
        | planned antibody                  | none        |
        | earlier antibodies                | none        |
        | extended typing done              | yes         |
        | extended typing on                | <on>        |
        | extended typing before first dose | <before>    |
      When the rule book is applied
      Then transfusion-typing-missed does not apply

      Examples:
        | on         | before |
        |            | yes    |
        | 2024-01-09 |        |
        | 2023-12    |        |
        | 2023       |        |
        | 2024-01-09 | yes    |

    @rule:transfusion-typing-missed
    Scenario Outline: A typing record that contradicts itself decides nothing
      Given a patient assessed on 2024-03-15
        | current antibody                  | daratumumab |
        | current start                     | 2024-01-10  |
        | planned antibody                  | isatuximab  |
        | earlier antibodies                | none        |
        | extended typing done              | yes         |
        | extended typing on                | <on>        |
        | extended typing before first dose | yes         |
      When the rule book is applied
      Then transfusion-typing-missed can't be decided without time of the extended red-cell typing
      And transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing assumes something of extended red-cell typing from before the first anti-CD38 dose
      And the input is flagged with conflict-typing-order

      Examples:
        | on         |
        | 2024-01-10 |
        | 2024-02-01 |

    @rule:transfusion-typing-missed
    Scenario Outline: Typing on or after the day of the first dose is not in time
      Given a patient assessed on 2024-03-15
        | current antibody                  | daratumumab |
        | current start                     | 2024-01-10  |
        | planned antibody                  | none        |
        | earlier antibodies                | none        |
        | extended typing done              | <done>      |
        | extended typing on                | <on>        |
        | extended typing before first dose | <before>    |
      When the rule book is applied
      Then transfusion-typing-missed applies as warning

      Examples:
        | done | on         | before |
        | yes  |            | no     |
        | yes  | 2024-01-10 |        |
        | yes  | 2024-01-11 |        |
        | yes  | 2024-02    |        |
        | yes  | 2024-01-09 | no     |
        | no   |            |        |
        | no   | 2023-12-01 | yes    |

    @rule:transfusion-typing-missed
    Scenario Outline: A typing of unknown time, or of a month that holds the first dose, leaves it open
      Given a patient assessed on 2024-03-15
        | current antibody     | daratumumab |
        | current start        | <start>     |
        | planned antibody     | none        |
        | earlier antibodies   | <earlier>   |
        | extended typing done | yes         |
        | extended typing on   | <on>        |
      When the rule book is applied
      Then transfusion-typing-missed can't be decided without <label>

      Examples:
        | start      | earlier | on         | label                                |
        | 2024-01-10 | none    |            | time of the extended red-cell typing |
        | 2024-01-10 | none    | 2024-01    | time of the extended red-cell typing |
        | 2024-01    | none    | 2024-01-09 | time of the extended red-cell typing |
        |            | none    | 2024-01-09 | start (current regimen)              |
        | 2024-01-10 |         | 2024-01-09 | earlier anti-CD38 antibodies         |

    @rule:transfusion-typing-missed
    Scenario Outline: Typing counts only from before the first of several courses
      Given a patient assessed on 2024-03-15
        | current antibody     | isatuximab |
        | current start        | 2024-01-10 |
        | planned antibody     | none       |
        | extended typing done | yes        |
        | extended typing on   | <on>       |
      And an earlier course of daratumumab
        | first dose | 2022-02-01 |
        | last dose  | 2022-09-01 |
      When the rule book is applied
      Then transfusion-typing-missed <outcome>

      Examples:
        | on         | outcome        |
        | 2022-01-31 | does not apply |
        | 2022-02-01 | applies        |
        | 2023-06-01 | applies        |

    @rule:transfusion-typing-missed
    Scenario: A typing from after the last dose of a course is surely not before its first
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | none       |
        | extended typing done | yes        |
        | extended typing on   | 2024-01-02 |
      And an earlier course of daratumumab
        | last dose | 2024-01-01 |
      When the rule book is applied
      Then transfusion-typing-missed applies as warning

    @rule:transfusion-typing-missed
    Scenario: A typing from before the last dose of a course may still be later than its first
      Given a patient assessed on 2024-03-15
        | current antibody     | none       |
        | planned antibody     | none       |
        | extended typing done | yes        |
        | extended typing on   | 2023-12-31 |
      And an earlier course of daratumumab
        | last dose | 2024-01-01 |
      When the rule book is applied
      Then transfusion-typing-missed can't be decided without first dose of each earlier anti-CD38 antibody

    @rule:transfusion-pretreatment-typing
    Scenario Outline: Before a plan, whatever leaves the time of the typing open is resolved to the cautious side
      Given a patient assessed on 2024-03-15
        | current antibody     | <current>   |
        | planned antibody     | daratumumab |
        | earlier antibodies   | <earlier>   |
        | extended typing done | yes         |
        | extended typing on   | <on>        |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
      And transfusion-pretreatment-typing assumes something of extended red-cell typing from before the first anti-CD38 dose

      Examples:
        | current    | earlier | on         |
        |            | none    |            |
        |            | none    | 2024-03-01 |
        | none       |         |            |
        | none       |         | 2024-03-01 |
        | isatuximab | none    | 2024-03-01 |

    @rule:transfusion-pretreatment-typing
    Scenario Outline: Where no antibody was ever given, any typing on file is in time
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | daratumumab |
        | earlier antibodies   | none        |
        | extended typing done | yes         |
        | extended typing on   | <on>        |
      When the rule book is applied
      Then transfusion-pretreatment-typing does not apply

      Examples:
        | on         |
        |            |
        | 2024-03-15 |
        | 2024       |

    @rule:transfusion-pretreatment-typing
    Scenario: A statement that typing came after the first dose beats a history without any dose
      Given a patient assessed on 2024-03-15
        | current antibody                  | none        |
        | planned antibody                  | daratumumab |
        | earlier antibodies                | none        |
        | extended typing done              | yes         |
        | extended typing before first dose | no          |
      When the rule book is applied
      Then transfusion-pretreatment-typing applies to the planned regimen as critical
