Feature: What is known of an anti-CD38 antibody after an earlier one

  @rule:seq-evidence-limited
  Scenario Outline: A plan for either antibody after an earlier anti-CD38 antibody rests on small numbers
    Given a patient assessed on 2024-06-30
      | planned antibody | <planned> |
      | current antibody | none      |
    And an earlier course of <earlier>
      | last dose | 2023-10-15 |
    When the rule book is applied
    Then seq-evidence-limited applies to the planned regimen as warning

    Examples:
      | planned     | earlier     |
      | isatuximab  | daratumumab |
      | daratumumab | isatuximab  |
      | daratumumab | daratumumab |
      | isatuximab  | isatuximab  |
      | undecided   | daratumumab |
      | undecided   | isatuximab  |
      | isatuximab  | unnamed     |
      | undecided   | unnamed     |

  @rule:seq-evidence-limited
  Scenario Outline: The advisory names the planned antibody, or says that it is undecided
    Given a patient assessed on 2024-06-30
      | planned antibody | <planned> |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-evidence-limited says “<words>”
    And seq-evidence-limited says “authors' view of the whole field”

    Examples:
      | planned     | words                                  |
      | isatuximab  | Experience with planned isatuximab     |
      | daratumumab | Experience with planned daratumumab    |
      | undecided   | A further anti-CD38 antibody (planned) |

  @rule:seq-evidence-limited
  Scenario: An earlier antibody without a name is asked about
    Given a patient assessed on 2024-06-30
      | planned antibody | daratumumab |
    And an earlier course of unnamed
    When the rule book is applied
    Then seq-evidence-limited says “consider confirming which one it was”

  @rule:seq-evidence-limited
  Scenario: An earlier antibody with a name isn't asked about
    Given a patient assessed on 2024-06-30
      | planned antibody | daratumumab |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-evidence-limited does not say “consider confirming which one it was”

  @rule:seq-evidence-limited
  Scenario: Daratumumab that is being given counts as earlier for planned isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody    | daratumumab |
      | current doses given | 1           |
      | planned antibody    | isatuximab  |
      | earlier antibodies  | none        |
    When the rule book is applied
    Then seq-evidence-limited applies to the planned regimen as warning
    And seq-evidence-limited does not apply to the current regimen

  @rule:seq-evidence-limited
  Scenario: A current regimen without any dose so far is no earlier antibody
    Given a patient assessed on 2024-06-30
      | current antibody    | daratumumab |
      | current doses given | 0           |
      | planned antibody    | isatuximab  |
      | earlier antibodies  | none        |
    When the rule book is applied
    Then seq-evidence-limited does not apply

  @rule:seq-evidence-limited
  Scenario: A regimen that goes on isn't an earlier one for its own plan
    Given a patient assessed on 2024-06-30
      | current antibody   | daratumumab |
      | planned antibody   | daratumumab |
      | earlier antibodies | none        |
    When the rule book is applied
    Then seq-evidence-limited does not apply

  @rule:seq-evidence-limited
  Scenario Outline: Without an earlier daratumumab or isatuximab there is nothing to say
    Given a patient assessed on 2024-06-30
      | current antibody   | none       |
      | planned antibody   | isatuximab |
      | earlier antibodies | none       |
    When the rule book is applied
    Then <code> does not apply

    Examples:
      | code                               |
      | seq-evidence-limited               |
      | seq-combo-may-differ               |
      | seq-same-agent-retreatment-no-data |
      | seq-ongoing-trials                 |

  @rule:seq-evidence-limited
  Scenario: Another anti-CD38 antibody given before is outside of this
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of other anti cd38
    When the rule book is applied
    Then seq-evidence-limited does not apply

  @rule:seq-evidence-limited
  Scenario Outline: A plan for another antibody, or for none, is outside of this
    Given a patient assessed on 2024-06-30
      | current antibody | none      |
      | planned antibody | <planned> |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-evidence-limited does not apply

    Examples:
      | planned         |
      | other anti cd38 |
      | none            |

  @rule:seq-evidence-limited
  Scenario: A current regimen alone isn't a plan
    Given a patient assessed on 2024-06-30
      | current antibody | isatuximab |
      | planned antibody | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-evidence-limited does not apply

  @rule:seq-evidence-limited
  Scenario: seq-evidence-limited can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    When the rule book is applied
    Then seq-evidence-limited can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-evidence-limited
  Scenario: seq-evidence-limited waits for a plan that isn't recorded
    Given a patient assessed on 2024-06-30
      | current antibody | none |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-evidence-limited waits for the planned regimen

  @rule:seq-evidence-limited
  Scenario: An alternative plan is a plan
    Given a patient assessed on 2024-06-30
      | planned antibody     | daratumumab |
      | alternative antibody | isatuximab  |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-evidence-limited applies to the planned regimen as warning
    And seq-evidence-limited applies to the alternative regimen as warning
    And seq-evidence-limited says “alternatively planned isatuximab”

  @rule:seq-combo-may-differ
  Scenario Outline: After the other antibody a combination may show another trend than one antibody alone
    Given a patient assessed on 2024-06-30
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-combo-may-differ applies to the planned regimen as info
    And seq-combo-may-differ says “planned <planned> after <earlier>”
    And seq-combo-may-differ says “hedge”

    Examples:
      | planned     | earlier     | partners                    |
      | isatuximab  | daratumumab | none                        |
      | isatuximab  | daratumumab | pomalidomide, dexamethasone |
      | isatuximab  | daratumumab |                             |
      | daratumumab | isatuximab  |                             |
      | daratumumab | isatuximab  | none                        |

  @rule:seq-combo-may-differ
  Scenario Outline: The same antibody again isn't the other one
    Given a patient assessed on 2024-06-30
      | current antibody | none      |
      | planned antibody | <planned> |
    And an earlier course of <planned>
    When the rule book is applied
    Then seq-combo-may-differ does not apply

    Examples:
      | planned     |
      | isatuximab  |
      | daratumumab |

  @rule:seq-combo-may-differ
  Scenario: A current regimen isn't a choice that is still to be made
    Given a patient assessed on 2024-06-30
      | current antibody | isatuximab |
      | planned antibody | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-combo-may-differ does not apply

  @rule:seq-combo-may-differ
  Scenario: Current daratumumab counts as earlier for planned isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody   | daratumumab |
      | planned antibody   | isatuximab  |
      | earlier antibodies | none        |
    When the rule book is applied
    Then seq-combo-may-differ applies to the planned regimen as info

  @rule:seq-combo-may-differ
  Scenario: An alternative plan is a choice too
    Given a patient assessed on 2024-06-30
      | current antibody     | none        |
      | planned antibody     | daratumumab |
      | alternative antibody | isatuximab  |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-combo-may-differ does not apply to the planned regimen
    And seq-combo-may-differ applies to the alternative regimen as info

  @rule:seq-combo-may-differ
  Scenario: seq-combo-may-differ can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    When the rule book is applied
    Then seq-combo-may-differ can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-combo-may-differ
  Scenario: seq-combo-may-differ can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none      |
      | planned antibody | undecided |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-combo-may-differ can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
