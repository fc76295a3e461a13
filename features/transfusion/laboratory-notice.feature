Feature: Notice to the transfusion laboratory

  Rule: The laboratory is to be told of each antibody that is planned or being given

    @rule:transfusion-lab-notify
    Scenario Outline: An antibody that is planned or being given and of which the laboratory wasn't told is a warning
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
        | laboratory told of | <told>    |
        | red cells          | <cells>   |
      When the rule book is applied
      Then transfusion-lab-notify applies as <severity>
      And transfusion-lab-notify says “Consider telling the transfusion laboratory of <agent> (planned”
      And transfusion-lab-notify does not say “<other> (planned”
      And transfusion-lab-notify says “<label>”
      And transfusion-lab-notify does not say “<other label>”

      Examples:
        | current     | planned     | told        | cells        | severity | agent       | other       | label                             | other label                       |
        | none        | daratumumab |             |              | warning  | daratumumab | isatuximab  | For daratumumab, the label cited  | Isatuximab shares the requirement |
        | none        | daratumumab | none        | not expected | warning  | daratumumab | isatuximab  | For daratumumab, the label cited  | Isatuximab shares the requirement |
        | none        | daratumumab | isatuximab  | not expected | warning  | daratumumab | isatuximab  | For daratumumab, the label cited  | Isatuximab shares the requirement |
        | daratumumab | none        | none        | planned      | critical | daratumumab | isatuximab  | For daratumumab, the label cited  | Isatuximab shares the requirement |
        | none        | isatuximab  | none        | expected     | critical | isatuximab  | daratumumab | Isatuximab shares the requirement | For daratumumab, the label cited  |
        | isatuximab  | none        | daratumumab | planned      | critical | isatuximab  | daratumumab | Isatuximab shares the requirement | For daratumumab, the label cited  |
        | isatuximab  | none        |             | not expected | warning  | isatuximab  | daratumumab | Isatuximab shares the requirement | For daratumumab, the label cited  |

    @rule:transfusion-lab-notify
    Scenario Outline: A laboratory that was told, or no antibody, is left alone
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
        | laboratory told of | <told>    |
        | red cells          | planned   |
      When the rule book is applied
      Then transfusion-lab-notify does not apply

      Examples:
        | current         | planned         | told                    |
        | none            | daratumumab     | daratumumab             |
        | isatuximab      | none            | isatuximab              |
        | daratumumab     | isatuximab      | daratumumab, isatuximab |
        | none            | undecided       | daratumumab, isatuximab |
        | none            | none            | none                    |
        | other anti cd38 | other anti cd38 | none                    |

    @rule:transfusion-lab-notify
    Scenario: A silence about the notice counts as no notice
      Given a patient assessed on 2024-03-15
        | current antibody   | none        |
        | planned antibody   | daratumumab |
        | earlier antibodies | none        |
      When the rule book is applied
      Then transfusion-lab-notify applies as warning
      And transfusion-lab-notify does not say “For isatuximab the source gives no time”
      And transfusion-lab-notify assumes something of antibodies the transfusion laboratory was told of
      And transfusion-lab-notify says “emergency release of blood”

    @rule:transfusion-lab-notify
    Scenario: A current regimen before its first dose calls for notice too
      Given a patient assessed on 2024-03-15
        | current antibody    | daratumumab |
        | current doses given | 0           |
        | planned antibody    | none        |
        | earlier antibodies  | none        |
        | laboratory told of  | none        |
      When the rule book is applied
      Then transfusion-lab-notify applies as warning

  Rule: An open plan calls for notice of each antibody that is possible

    @rule:transfusion-lab-notify
    Scenario Outline: An undecided plan calls for notice of both, and of the one that is missing
      Given a patient assessed on 2024-03-15
        | current antibody   | none      |
        | planned antibody   | undecided |
        | earlier antibodies | none      |
        | laboratory told of | <told>    |
      When the rule book is applied
      Then transfusion-lab-notify applies as warning
      And transfusion-lab-notify says “Consider telling the transfusion laboratory of <agents>”
      And transfusion-lab-notify says “The plan is open between antibodies”

      Examples:
        | told        | agents                        |
        | none        | daratumumab and of isatuximab |
        |             | daratumumab and of isatuximab |
        | daratumumab | isatuximab (                  |
        | isatuximab  | daratumumab (                 |

    @rule:transfusion-lab-notify
    Scenario Outline: Each of two alternative plans counts
      Given a patient assessed on 2024-03-15
        | current antibody     | none          |
        | planned antibody     | <planned>     |
        | alternative antibody | <alternative> |
        | earlier antibodies   | none          |
        | laboratory told of   | <told>        |
      When the rule book is applied
      Then transfusion-lab-notify <outcome>

      Examples:
        | planned     | alternative     | told        | outcome            |
        | daratumumab | isatuximab      | daratumumab | applies as warning |
        | daratumumab | isatuximab      | isatuximab  | applies as warning |
        | daratumumab | daratumumab     | daratumumab | does not apply     |
        | daratumumab | other anti cd38 | daratumumab | does not apply     |
        | isatuximab  | other anti cd38 | isatuximab  | does not apply     |
        | daratumumab | none            | daratumumab | does not apply     |

    @rule:transfusion-lab-notify
    Scenario: An undecided plan beside a current antibody still calls for notice of the other one
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | undecided   |
        | earlier antibodies | none        |
        | laboratory told of | daratumumab |
      When the rule book is applied
      Then transfusion-lab-notify applies as warning
      And transfusion-lab-notify says “of isatuximab (planned”

  Rule: After the last dose, notice matters while red cells or a test are planned

    @rule:transfusion-lab-notify
    Scenario Outline: An ended course inside its window calls for notice once blood or a test is planned
      Given a patient assessed on 2024-03-15
        | current antibody           | none    |
        | planned antibody           | none    |
        | laboratory told of         | none    |
        | red cells                  | <cells> |
        | compatibility test planned | <test>  |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-lab-notify applies as <severity>
      And transfusion-lab-notify says “Consider telling the transfusion laboratory of <named> (planned”

      Examples:
        | agent       | last       | cells        | test | severity | named       |
        | daratumumab | 2023-09-15 | planned      | no   | critical | daratumumab |
        | daratumumab | 2023-09-15 | not expected | yes  | warning  | daratumumab |
        | daratumumab |            |              | yes  | warning  | daratumumab |
        | isatuximab  | 2023-09-15 | planned      |      | critical | isatuximab  |
        | isatuximab  | 2024-03-01 | not expected | yes  | warning  | isatuximab  |
        | unnamed     |            | planned      |      | critical | daratumumab |

    @rule:transfusion-lab-notify
    Scenario Outline: An ended course outside its window, told of, or without any blood or test ahead calls for nothing
      Given a patient assessed on 2024-03-15
        | current antibody           | none    |
        | planned antibody           | none    |
        | laboratory told of         | <told>  |
        | red cells                  | <cells> |
        | compatibility test planned | <test>  |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-lab-notify does not apply

      Examples:
        | agent       | last       | told        | cells        | test |
        | daratumumab | 2023-09-14 | none        | planned      | yes  |
        | isatuximab  | 2023-09-14 | none        | planned      | yes  |
        | daratumumab | 2024-03-01 | daratumumab | planned      | yes  |
        | daratumumab | 2024-03-01 | none        | not expected | no   |
        | isatuximab  | 2024-03-01 | isatuximab  | planned      | yes  |
        | isatuximab  | 2024-03-01 | none        | not expected | no   |

    @rule:transfusion-lab-notify
    Scenario: transfusion-lab-notify can't be decided without red-cell transfusion after the last dose
      Given a patient assessed on 2024-03-15
        | current antibody   | none |
        | planned antibody   | none |
        | laboratory told of | none |
      And an earlier course of daratumumab
        | last dose | 2024-03-01 |
      When the rule book is applied
      Then transfusion-lab-notify can't be decided without red-cell transfusion
      And transfusion-lab-notify can't be decided without compatibility test planned

    @rule:transfusion-lab-notify
    Scenario: transfusion-lab-notify can't be decided without anti-CD38 antibody (planned regimen)
      Given a patient assessed on 2024-03-15
        | current antibody   | none |
        | earlier antibodies | none |
        | laboratory told of | none |
      When the rule book is applied
      Then transfusion-lab-notify can't be decided without anti-CD38 antibody (planned regimen)

    @rule:transfusion-lab-notify
    Scenario: A switch asks for notice of both antibodies, each by name
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | isatuximab  |
        | earlier antibodies | none        |
        | laboratory told of | none        |
      When the rule book is applied
      Then transfusion-lab-notify applies as warning
      And transfusion-lab-notify says “of daratumumab and of isatuximab, each by name”
      And transfusion-lab-notify says “For daratumumab, the label cited”
      And transfusion-lab-notify says “For isatuximab the source gives no time”
