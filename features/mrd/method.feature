Feature: How the trials assessed MRD

  @rule:mrd-method-differs
  Scenario Outline: Whenever a rate of MRD negativity is shown, the differing methods are pointed out
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <other> antibody     | none                   |
      | <role> antibody      | <agent>                |
      | <role> partner drugs | <partners>             |
    When the rule book is applied
    Then mrd-method-differs applies as info
    And mrd-method-differs says “whom the trials tested, and when, differs”
    And mrd-method-differs says “IKEMA tested patients with a very good partial response or better, at any time after the first dose by one place, at best response by another”
    And mrd-method-differs says “CANDOR tested all patients at one landmark by one place; by another it tested at fixed times”
    And mrd-method-differs says “no rate of one trial against another's”
    And mrd-method-differs cites leleu-2022/carfilzomib-trials-mrd-footnote

    Examples:
      | role    | other   | agent       | partners                    |
      | planned | current | isatuximab  | pomalidomide, dexamethasone |
      | planned | current | daratumumab | pomalidomide, dexamethasone |
      | current | planned | isatuximab  | carfilzomib, dexamethasone  |
      | current | planned | daratumumab | carfilzomib, dexamethasone  |

  @rule:mrd-method-differs
  Scenario Outline: Without such a rate, or while it can't be decided, there is nothing to point out
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then mrd-method-differs does not apply

    Examples:
      | agent       | partners                    | setting                |
      | daratumumab | bortezomib, dexamethasone   | relapsed refractory mm |
      | daratumumab | carfilzomib, dexamethasone  | newly diagnosed mm     |
      | daratumumab | carfilzomib, dexamethasone  |                        |
      | undecided   | pomalidomide, dexamethasone | relapsed refractory mm |
      | none        |                             | relapsed refractory mm |
