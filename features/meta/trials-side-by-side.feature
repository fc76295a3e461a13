Feature: Trials side by side, and two antibodies to choose from

  @rule:meta-no-cross-trial
  Scenario Outline: Figures of two trials in one report are never to be set against each other
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | <current>              |
      | current partner drugs | <current partners>     |
      | planned antibody      | <planned>              |
      | planned partner drugs | <planned partners>     |
    When the rule book is applied
    Then meta-no-cross-trial applies as info
    And meta-no-cross-trial says “Consider each pivotal trial by itself”
    And meta-no-cross-trial says “different, independent trials”
    And meta-no-cross-trial says “quite similar”
    And meta-no-cross-trial cites leleu-2022/no-cross-trial-comparison-carfilzomib

    Examples:
      | current     | current partners            | planned     | planned partners            |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | pomalidomide, dexamethasone |
      | isatuximab  | pomalidomide, dexamethasone | isatuximab  | carfilzomib, dexamethasone  |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | carfilzomib, dexamethasone  |
      | daratumumab | pomalidomide, dexamethasone | isatuximab  | carfilzomib, dexamethasone  |
      | daratumumab | pomalidomide, dexamethasone | daratumumab | carfilzomib, dexamethasone  |
      | isatuximab  | carfilzomib, dexamethasone  | daratumumab | carfilzomib, dexamethasone  |

  @rule:meta-no-cross-trial @rule:meta-no-head-to-head
  Scenario: Two plans are enough
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                |
      | current antibody          | none                       |
      | planned antibody          | isatuximab                 |
      | planned partner drugs     | carfilzomib, dexamethasone |
      | alternative antibody      | daratumumab                |
      | alternative partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then meta-no-cross-trial applies as info
    And meta-no-head-to-head applies as info

  @rule:meta-no-cross-trial
  Scenario Outline: Figures of one trial, or of none, need no such reminder
    Given a patient assessed on 2024-06-30
      | setting               | <setting>          |
      | current antibody      | <current>          |
      | current partner drugs | <current partners> |
      | planned antibody      | <planned>          |
      | planned route         | <planned route>    |
      | planned partner drugs | <planned partners> |
    When the rule book is applied
    Then meta-no-cross-trial does not apply

    Examples:
      | current     | current partners            | planned    | planned route | planned partners           | setting                |
      | isatuximab  | carfilzomib, dexamethasone  | none       |               |                            | relapsed refractory mm |
      | isatuximab  | carfilzomib, dexamethasone  | isatuximab |               | carfilzomib, dexamethasone | relapsed refractory mm |
      | daratumumab | pomalidomide, dexamethasone | isatuximab | subcutaneous  | carfilzomib, dexamethasone | relapsed refractory mm |
      | daratumumab | pomalidomide, dexamethasone | isatuximab |               |                            | relapsed refractory mm |
      | daratumumab | pomalidomide, dexamethasone | undecided  |               | carfilzomib, dexamethasone | relapsed refractory mm |
      | daratumumab | pomalidomide, dexamethasone | isatuximab |               | carfilzomib, dexamethasone | newly diagnosed mm     |
      | daratumumab | pomalidomide, dexamethasone | isatuximab |               | carfilzomib, dexamethasone |                        |
      | none        |                             | none       |               |                            | relapsed refractory mm |

  @rule:meta-no-head-to-head
  Scenario Outline: While the choice of antibody is open, no trial decides it
    Given a patient assessed on 2024-06-30
      | current antibody     | none          |
      | planned antibody     | <planned>     |
      | alternative antibody | <alternative> |
    When the rule book is applied
    Then meta-no-head-to-head applies as info
    And meta-no-head-to-head says “no randomised trial compares the two”
    And meta-no-head-to-head says “neither antibody ahead”
    And meta-no-head-to-head says “doesn't mean that the two are equal”
    And meta-no-head-to-head cites leleu-2022/no-head-to-head

    Examples:
      | planned     | alternative |
      | undecided   |             |
      | isatuximab  | daratumumab |
      | daratumumab | isatuximab  |

  @rule:meta-no-head-to-head
  Scenario Outline: It stands with every figure of a trial's efficacy
    Given a patient assessed on 2024-06-30
      | setting              | <setting>  |
      | <other> antibody     | none       |
      | <role> antibody      | <agent>    |
      | <role> partner drugs | <partners> |
    When the rule book is applied
    Then meta-no-head-to-head applies as info

    Examples:
      | role    | other   | agent       | partners                    | setting                |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |
      | current | planned | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |
      | current | planned | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |
      | planned | current | daratumumab | carfilzomib, dexamethasone  | relapsed mm            |
      | planned | current | daratumumab |                             | newly diagnosed mm     |

  @rule:meta-no-head-to-head
  Scenario Outline: Without an open choice and without such a figure it isn't said
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | <current>              |
      | current partner drugs | <current partners>     |
      | planned antibody      | <planned>              |
      | planned partner drugs | <planned partners>     |
    When the rule book is applied
    Then meta-no-head-to-head does not apply

    Examples:
      | current     | current partners            | planned    | planned partners |
      | none        |                             | none       |                  |
      |             |                             |            |                  |
      | daratumumab | lenalidomide, dexamethasone | none       |                  |
      | none        |                             | isatuximab |                  |
      | daratumumab | bortezomib, dexamethasone   | isatuximab | none             |
