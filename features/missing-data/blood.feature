Feature: Questions on blood, typing and earlier courses

  Rule: Kell

    @rule:missing-kell
    Scenario Outline: An unrecorded Kell status is asked for, urgently once red cells are planned
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
        | red cells          | <cells>   |
      When the rule book is applied
      Then missing-kell applies as <severity>
      And missing-kell says “Ask for Kell status”
      And transfusion-dtt-kell applies

      Examples:
        | current     | planned    | cells     | severity |
        | daratumumab | none       | planned   | critical |
        | isatuximab  | none       | expected  | critical |
        | none        | undecided  | emergency | critical |
        | none        | isatuximab |           | warning  |

    @rule:missing-kell
    Scenario Outline: Kell positivity of unknown time is asked for once an antibody was given
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | current start      | 2024-01-10  |
        | planned antibody   | none        |
        | earlier antibodies | none        |
        | red cells          | <cells>     |
        | Kell               | positive    |
      When the rule book is applied
      Then missing-kell applies as <severity>
      And missing-kell says “Ask whether Kell positivity was established before the first anti-CD38 dose”

      Examples:
        | cells   | severity |
        | planned | critical |
        |         | warning  |

    @rule:missing-kell
    Scenario Outline: An answer that can change nothing is not asked for
      Given a patient assessed on 2024-03-15
        | current antibody       | <current> |
        | planned antibody       | <planned> |
        | earlier antibodies     | none      |
        | red cells              | <cells>   |
        | Kell                   | <kell>    |
        | Kell on                | <on>      |
        | Kell before first dose | <before>  |
      When the rule book is applied
      Then missing-kell does not apply

      Examples:
        | current     | planned     | cells        | kell     | on         | before |
        | daratumumab | none        | planned      | negative |            |        |
        | daratumumab | none        |              | negative |            |        |
        | daratumumab | none        | planned      | positive |            | yes    |
        | daratumumab | none        | planned      | positive |            | no     |
        | daratumumab | none        | planned      | positive | 2024-01-01 |        |
        | daratumumab | none        | not expected |          |            |        |
        | none        | daratumumab | planned      | positive |            |        |
        | none        | none        | planned      |          |            |        |

    @rule:missing-kell
    Scenario: missing-kell can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      When the rule book is applied
      Then missing-kell can't be decided without earlier anti-CD38 antibodies

  Rule: Extended typing

    @rule:missing-typing
    Scenario Outline: After exposure, an unrecorded typing is asked for
      Given a patient assessed on 2024-03-15
        | current antibody   | <agent> |
        | planned antibody   | none    |
        | earlier antibodies | none    |
        | red cells          | <cells> |
      When the rule book is applied
      Then missing-typing applies as warning
      And missing-typing is an alert of its own
      And transfusion-typing-missed can't be decided without extended red-cell typing on file

      Examples:
        | agent       | cells        |
        | daratumumab | planned      |
        | isatuximab  |              |
        | daratumumab | not expected |

    @rule:missing-typing
    Scenario Outline: An ended course counts while it is inside its window
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then missing-typing <outcome>

      Examples:
        | agent           | last       | outcome            |
        | daratumumab     | 2023-09-15 | applies as warning |
        | daratumumab     | 2023-09-14 | does not apply     |
        | isatuximab      | 2023-09-15 | applies as warning |
        | isatuximab      | 2023-09-14 | does not apply     |
        | unnamed         |            | applies as warning |
        | other anti cd38 |            | does not apply     |

    @rule:missing-typing
    Scenario Outline: A typing that is recorded, or a patient without exposure, isn't asked for
      Given a patient assessed on 2024-03-15
        | current antibody     | <current>   |
        | planned antibody     | daratumumab |
        | earlier antibodies   | none        |
        | extended typing done | <done>      |
      When the rule book is applied
      Then missing-typing does not apply

      Examples:
        | current     | done |
        | daratumumab | yes  |
        | daratumumab | no   |
        | none        |      |

    @rule:missing-typing
    Scenario: Before a planned antibody the call for typing asks the same
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | isatuximab  |
        | earlier antibodies | none        |
      When the rule book is applied
      Then missing-typing is shown under transfusion-pretreatment-typing
      And transfusion-pretreatment-typing applies to the planned regimen as critical

    @rule:missing-typing
    Scenario: missing-typing can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      When the rule book is applied
      Then missing-typing can't be decided without earlier anti-CD38 antibodies

  Rule: The laboratory's technique

    @rule:missing-dtt-capability
    Scenario Outline: Neither a technique nor the lack of both on record is asked for
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | <planned>  |
        | earlier antibodies              | none       |
        | red cells                       | planned    |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | <trypsin>  |
      When the rule book is applied
      Then missing-dtt-capability applies as warning
      And missing-dtt-capability says “both ways stay open”

      Examples:
        | current     | planned    | dtt | modified | trypsin |
        | daratumumab | none       |     |          |         |
        | daratumumab | none       | no  |          |         |
        | none        | isatuximab |     |          | no      |
        | daratumumab | none       |     | no       | no      |
        | daratumumab | none       | no  | no       |         |

    @rule:missing-dtt-capability
    Scenario Outline: A technique on record, both lacking, or no transfusion ahead isn't asked for
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | none       |
        | earlier antibodies              | none       |
        | red cells                       | <cells>    |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | <trypsin>  |
      When the rule book is applied
      Then missing-dtt-capability does not apply

      Examples:
        | current     | cells        | dtt | modified | trypsin |
        | daratumumab | planned      | yes |          |         |
        | daratumumab | planned      |     | yes      |         |
        | daratumumab | planned      |     |          | yes     |
        | daratumumab | planned      | no  |          | yes     |
        | daratumumab | planned      | no  |          | no      |
        | daratumumab | planned      | no  | no       | no      |
        | daratumumab | not expected |     |          |         |
        | none        | planned      |     |          |         |

    @rule:missing-dtt-capability
    Scenario: missing-dtt-capability can't be decided without red-cell transfusion
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | none        |
        | earlier antibodies | none        |
      When the rule book is applied
      Then missing-dtt-capability can't be decided without red-cell transfusion

  Rule: The last dose

    @rule:missing-last-dose
    Scenario Outline: An ended course without any time of its last dose is asked for
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | <cells> |
      And an earlier course of <agent>
        | first dose | 2023-01-01 |
      When the rule book is applied
      Then missing-last-dose applies as <severity>

      Examples:
        | agent       | cells        | severity |
        | daratumumab | planned      | critical |
        | isatuximab  | expected     | critical |
        | unnamed     | emergency    | critical |
        | daratumumab | not expected | warning  |
        | isatuximab  |              | warning  |

    @rule:missing-last-dose
    Scenario Outline: A date, a count of days or of months is enough, and other antibodies don't matter
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of <agent>
        | last dose              | <last>   |
        | days since last dose   | <days>   |
        | months since last dose | <months> |
      When the rule book is applied
      Then missing-last-dose does not apply

      Examples:
        | agent           | last       | days | months |
        | daratumumab     | 2023-09-15 |      |        |
        | daratumumab     | 2023       |      |        |
        | isatuximab      |            | 0    |        |
        | unnamed         |            |      | 7      |
        | other anti cd38 |            |      |        |

    @rule:missing-last-dose
    Scenario Outline: A current antibody is asked for its latest dose only where another one is planned
      Given a patient assessed on 2024-03-15
        | current antibody    | <current> |
        | current last dose   | <last>    |
        | current doses given | <doses>   |
        | planned antibody    | <planned> |
        | earlier antibodies  | none      |
      When the rule book is applied
      Then missing-last-dose <outcome>

      Examples:
        | current         | last       | doses | planned         | outcome            |
        | daratumumab     |            |       | isatuximab      | applies as warning |
        | isatuximab      |            | 3     | daratumumab     | applies as warning |
        | daratumumab     | 2024-03-01 |       | isatuximab      | does not apply     |
        | daratumumab     |            | 0     | isatuximab      | does not apply     |
        | daratumumab     |            |       | daratumumab     | does not apply     |
        | daratumumab     |            |       | none            | does not apply     |
        | daratumumab     |            |       | undecided       | can't be decided without anti-CD38 antibody (planned regimen) |
        | other anti cd38 |            |       | daratumumab     | does not apply     |

    @rule:missing-last-dose
    Scenario: One undated course among dated ones is asked for
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of daratumumab
        | last dose | 2023-09-15 |
      And an earlier course of isatuximab
      When the rule book is applied
      Then missing-last-dose applies as warning

    @rule:missing-last-dose
    Scenario: missing-last-dose can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      When the rule book is applied
      Then missing-last-dose can't be decided without earlier anti-CD38 antibodies

  Rule: The name of the antibody

    @rule:missing-prior-agent
    Scenario Outline: An earlier antibody that isn't named is asked for
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | <cells> |
      And an earlier course of unnamed
        | last dose | 2022-01-01 |
      When the rule book is applied
      Then missing-prior-agent applies as <severity>
      And missing-prior-agent says “counts as daratumumab for compatibility tests”

      Examples:
        | cells        | severity |
        | planned      | critical |
        | expected     | critical |
        | emergency    | critical |
        | not expected | warning  |
        |              | warning  |

    @rule:missing-prior-agent
    Scenario: One unnamed course among named ones is asked for
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of daratumumab
        | last dose | 2022-01-01 |
      And an earlier course of unnamed
        | last dose | 2023-01-01 |
      When the rule book is applied
      Then missing-prior-agent applies as warning

    @rule:missing-prior-agent
    Scenario Outline: A named antibody isn't asked for
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of <agent>
      When the rule book is applied
      Then missing-prior-agent does not apply

      Examples:
        | agent           |
        | daratumumab     |
        | isatuximab      |
        | other anti cd38 |

    @rule:missing-prior-agent
    Scenario: A patient without any earlier antibody isn't asked
      Given a patient assessed on 2024-03-15
        | current antibody   | none        |
        | planned antibody   | daratumumab |
        | earlier antibodies | none        |
      When the rule book is applied
      Then missing-prior-agent does not apply

    @rule:missing-prior-agent
    Scenario: missing-prior-agent can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      When the rule book is applied
      Then missing-prior-agent can't be decided without earlier anti-CD38 antibodies
