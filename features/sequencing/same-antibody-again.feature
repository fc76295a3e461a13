Feature: The same antibody again, and trials that were going on

  @rule:seq-same-agent-retreatment-no-data
  Scenario Outline: There is no result for the same antibody after an ended course of it
    Given a patient assessed on 2024-06-30
      | current antibody | none    |
      | planned antibody | <agent> |
    And an earlier course of <agent>
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data applies to the planned regimen as warning
    And seq-same-agent-retreatment-no-data says “planned <agent> after an ended course of it”

    Examples:
      | agent       |
      | daratumumab |
      | isatuximab  |

  @rule:seq-same-agent-retreatment-no-data
  Scenario: For daratumumab again the ongoing study is named
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data says “daratumumab with carfilzomib and dexamethasone”

  @rule:seq-same-agent-retreatment-no-data
  Scenario: For isatuximab again no study is named
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data does not say “carfilzomib”

  @rule:seq-same-agent-retreatment-no-data
  Scenario: A return to daratumumab after isatuximab is daratumumab again
    Given a patient assessed on 2024-06-30
      | current antibody | isatuximab  |
      | planned antibody | daratumumab |
    And an earlier course of daratumumab
      | last dose | 2022-06-30 |
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data applies to the planned regimen as warning
    And seq-same-agent-retreatment-no-data does not apply to the current regimen

  @rule:seq-same-agent-retreatment-no-data
  Scenario Outline: The other antibody, or a third one, isn't the same antibody again
    Given a patient assessed on 2024-06-30
      | current antibody | none      |
      | planned antibody | <planned> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data does not apply

    Examples:
      | planned         | earlier         |
      | isatuximab      | daratumumab     |
      | daratumumab     | isatuximab      |
      | other anti cd38 | other anti cd38 |
      | none            | daratumumab     |

  @rule:seq-same-agent-retreatment-no-data
  Scenario: A course that goes on isn't the same antibody again
    Given a patient assessed on 2024-06-30
      | current antibody    | daratumumab |
      | current doses given | 12          |
      | planned antibody    | daratumumab |
    And an earlier course of daratumumab
      | last dose | 2020-06-30 |
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data does not apply

  @rule:seq-same-agent-retreatment-no-data
  Scenario: A current regimen isn't asked about, though its antibody was given before
    Given a patient assessed on 2024-06-30
      | current antibody | daratumumab |
      | planned antibody | none        |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data does not apply

  @rule:seq-same-agent-retreatment-no-data
  Scenario: A current course that hasn't begun doesn't make the plan a continuation
    Given a patient assessed on 2024-06-30
      | current antibody    | daratumumab |
      | current doses given | 0           |
      | planned antibody    | daratumumab |
    And an earlier course of daratumumab
      | last dose | 2022-06-30 |
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data applies to the planned regimen as warning

  @rule:seq-same-agent-retreatment-no-data
  Scenario: An alternative plan can be the same antibody again
    Given a patient assessed on 2024-06-30
      | current antibody     | none        |
      | planned antibody     | isatuximab  |
      | alternative antibody | daratumumab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data does not apply to the planned regimen
    And seq-same-agent-retreatment-no-data applies to the alternative regimen as warning

  @rule:seq-same-agent-retreatment-no-data
  Scenario: seq-same-agent-retreatment-no-data can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-same-agent-retreatment-no-data
  Scenario: seq-same-agent-retreatment-no-data waits for a plan that isn't recorded
    Given a patient assessed on 2024-06-30
      | current antibody | none |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-same-agent-retreatment-no-data waits for the planned regimen

  @rule:seq-ongoing-trials
  Scenario: Subcutaneous isatuximab-Pd after daratumumab was under study
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | subcutaneous                |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials applies to the planned regimen as info
    And seq-ongoing-trials says “phase Ib trial of subcutaneous isatuximab-Pd”
    And seq-ongoing-trials says “state at the time of the source”

  @rule:seq-ongoing-trials
  Scenario: Daratumumab-Kd after earlier daratumumab was under study, whatever its route
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials applies to the planned regimen as info
    And seq-ongoing-trials says “phase II study of daratumumab with Kd”
    And seq-ongoing-trials does not say “subcutaneous”

  @rule:seq-ongoing-trials
  Scenario Outline: One detail off and neither ongoing trial fits
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-ongoing-trials does not apply

    Examples:
      | planned     | route        | partners                                 | earlier     |
      | isatuximab  | intravenous  | pomalidomide, dexamethasone              | daratumumab |
      | isatuximab  | subcutaneous | carfilzomib, dexamethasone               | daratumumab |
      | isatuximab  | subcutaneous | none                                     | daratumumab |
      | isatuximab  | subcutaneous | pomalidomide                             | daratumumab |
      | isatuximab  | subcutaneous | pomalidomide, dexamethasone, bortezomib  | daratumumab |
      | isatuximab  | subcutaneous | pomalidomide, dexamethasone              | isatuximab  |
      | daratumumab | subcutaneous | pomalidomide, dexamethasone              | daratumumab |
      | daratumumab | subcutaneous | carfilzomib, dexamethasone, lenalidomide | daratumumab |
      | daratumumab | subcutaneous | carfilzomib, dexamethasone               | isatuximab  |

  @rule:seq-ongoing-trials
  Scenario: A current regimen isn't a plan for a trial's regimen
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab                |
      | current partner drugs | carfilzomib, dexamethasone |
      | planned antibody      | none                       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials does not apply

  @rule:seq-ongoing-trials
  Scenario: An alternative plan can be a trial's regimen
    Given a patient assessed on 2024-06-30
      | current antibody          | none                       |
      | planned antibody          | isatuximab                 |
      | planned route             | intravenous                |
      | alternative antibody      | daratumumab                |
      | alternative partner drugs | carfilzomib, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials applies to the alternative regimen as info

  @rule:seq-ongoing-trials
  Scenario: seq-ongoing-trials can't be decided without route (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials can't be decided for the planned regimen without route (planned regimen)

  @rule:seq-ongoing-trials
  Scenario: seq-ongoing-trials can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-ongoing-trials
  Scenario: seq-ongoing-trials can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | undecided                  |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-ongoing-trials can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  @rule:seq-ongoing-trials
  Scenario: seq-ongoing-trials can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then seq-ongoing-trials can't be decided for the planned regimen without earlier anti-CD38 antibodies
