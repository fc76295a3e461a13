Feature: What holds for the source as a whole

  @rule:meta-funding
  Scenario: Funding and interests are shown with every report
    Given a patient assessed on 2024-06-30
    When the rule book is applied
    Then meta-funding applies as info
    And meta-funding says “paid for by Sanofi, maker of isatuximab”
    And meta-funding says “Janssen, the maker of daratumumab”

  @rule:meta-funding
  Scenario Outline: Funding and interests don't depend on the patient
    Given a patient assessed on <day>
      | current antibody | <current> |
      | planned antibody | <planned> |
      | setting          | <setting> |
    When the rule book is applied
    Then meta-funding applies as info

    Examples:
      | day        | current     | planned    | setting            |
      | 2024-02-29 | none        | none       | other              |
      | 2021-12-31 | daratumumab | isatuximab | newly diagnosed mm |
      | 2024-06-30 |             | undecided  | relapsed mm        |

  @rule:meta-small-n
  Scenario Outline: Figures from fewer than 50 patients are pointed out
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then meta-small-n applies as info
    And meta-small-n says “fewer than 50 patients”
    And meta-small-n says “The limit of 50 patients is this product's choice”

    Examples:
      | planned     | partners                    | earlier     |
      | isatuximab  | none                        | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab |
      | daratumumab | none                        | isatuximab  |
      | isatuximab  | carfilzomib, dexamethasone  | daratumumab |
      | daratumumab | carfilzomib, dexamethasone  | isatuximab  |

  @rule:meta-small-n
  Scenario: One figure of the current regimen is enough
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab                  |
      | current partner drugs | pomalidomide, dexamethasone |
      | planned antibody      | none                        |
    And an earlier course of daratumumab
    When the rule book is applied
    Then meta-small-n applies as info

  @rule:meta-small-n
  Scenario Outline: Without such a figure nothing is pointed out
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
      | partner drugs | <earlier partners> |
    When the rule book is applied
    Then meta-small-n does not apply

    Examples:
      | planned     | partners                  | earlier     | earlier partners            |
      | isatuximab  | bortezomib, dexamethasone | daratumumab |                             |
      | daratumumab | bortezomib, dexamethasone | isatuximab  | pomalidomide, dexamethasone |

  @rule:meta-small-n
  Scenario: A rule that can't be decided shows no figure
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    When the rule book is applied
    Then seq-isa-mono-after-dara can't be decided for the planned regimen without earlier anti-CD38 antibodies
    And meta-small-n does not apply

  @rule:meta-conflict-in-source
  Scenario Outline: Where the source disagrees with itself the report says so
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then meta-conflict-in-source applies as info
    And meta-conflict-in-source says “Figures are shown as printed”

    Examples:
      | planned     | partners                    | earlier     |
      | isatuximab  | none                        | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab |
      | daratumumab | dexamethasone               | isatuximab  |

  @rule:meta-conflict-in-source
  Scenario: Without an antibody there is no evidence to disagree about
    Given a patient assessed on 2024-06-30
      | current antibody   | none |
      | planned antibody   | none |
      | earlier antibodies | none |
    When the rule book is applied
    Then meta-conflict-in-source does not apply
    And meta-small-n does not apply

  @rule:meta-conflict-in-source
  Scenario: Evidence without a disagreement isn't marked
    Given a patient assessed on 2024-06-30
      | current antibody      | none                    |
      | planned antibody      | isatuximab              |
      | planned partner drugs | none                    |
      | planned start         | 2024-06-30              |
      | laboratory told of    | isatuximab, daratumumab |
      | earlier antibodies    | none                    |
    When the rule book is applied
    Then transfusion-iat-isa applies to the planned regimen as warning
    And meta-conflict-in-source does not apply
    And meta-small-n does not apply

  @rule:meta-conflict-in-source
  Scenario: A rule that can't be decided shows no disagreement
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | laboratory told of    | isatuximab, daratumumab     |
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b can't be decided for the planned regimen without earlier anti-CD38 antibodies
    And meta-conflict-in-source does not apply
