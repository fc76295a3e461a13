Feature: Isatuximab alone after daratumumab

  @rule:seq-isa-mono-after-dara
  Scenario Outline: Limited activity is to be expected of isatuximab alone after daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody     | none       |
      | planned antibody     | none       |
      | <role> antibody      | isatuximab |
      | <role> partner drugs | none       |
    And an earlier course of daratumumab
      | last dose  | 2023-06-30 |
      | refractory | yes        |
    When the rule book is applied
    Then seq-isa-mono-after-dara applies to the <role> regimen as warning
    And seq-isa-mono-after-dara says “<role> isatuximab alone after daratumumab”

    Examples:
      | role    |
      | planned |
      | current |

  @rule:seq-isa-mono-after-dara
  Scenario: Disease control is never called a response rate
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara says “disease control in 37.5% (not a response rate)”
    And seq-isa-mono-after-dara says “The overall response rate is printed as not reached”
    And seq-isa-mono-after-dara says “one trial of 32 patients”
    And seq-isa-mono-after-dara says “Minimal response and stable disease don't count towards overall response”
    And seq-isa-mono-after-dara says “without a comparison group”
    And seq-isa-mono-after-dara does not say “response rate of”

  @rule:seq-isa-mono-after-dara
  Scenario: The figures are marked as from a source that disagrees with itself and from few patients
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then meta-small-n applies
    And meta-conflict-in-source applies

  @rule:seq-isa-mono-after-dara @rule:seq-evidence-limited
  Scenario: The general advisory is shown under the one on isatuximab alone
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | planned start         | 2024-07-01 |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-evidence-limited is shown under seq-isa-mono-after-dara
    And seq-isa-mono-washout-ge6 is shown under seq-isa-mono-after-dara
    And seq-isa-mono-after-dara is an alert of its own

  @rule:seq-isa-mono-after-dara @rule:seq-evidence-limited
  Scenario: The general advisory on an alternative plan stands by itself
    Given a patient assessed on 2024-06-30
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | none                        |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara applies to the planned regimen as warning
    And seq-isa-mono-after-dara does not apply to the alternative regimen
    And seq-evidence-limited is shown under seq-isa-mono-after-dara
    And seq-evidence-limited is an alert of its own

  @rule:seq-isa-mono-after-dara
  Scenario: Daratumumab that is being given comes before planned isatuximab alone
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab |
      | planned antibody      | isatuximab  |
      | planned partner drugs | none        |
      | earlier antibodies    | none        |
    When the rule book is applied
    Then seq-isa-mono-after-dara applies to the planned regimen as warning
    And seq-isa-mono-after-dara does not apply to the current regimen

  @rule:seq-isa-mono-after-dara
  Scenario: Current daratumumab doesn't come before isatuximab that is being given
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | planned antibody      | none       |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then seq-isa-mono-after-dara does not apply

  @rule:seq-isa-mono-after-dara
  Scenario: Isatuximab alone as the alternative plan
    Given a patient assessed on 2024-06-30
      | current antibody          | none        |
      | planned antibody          | daratumumab |
      | alternative antibody      | isatuximab  |
      | alternative partner drugs | none        |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara applies to the alternative regimen as warning
    And seq-isa-mono-after-dara does not apply to the planned regimen
    And seq-isa-mono-after-dara says “alternatively planned isatuximab alone”

  @rule:seq-isa-mono-after-dara
  Scenario: Current and planned isatuximab alone are named by their roles
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara says “current isatuximab alone”
    And seq-isa-mono-after-dara says “planned isatuximab alone”

  @rule:seq-isa-mono-after-dara
  Scenario Outline: One detail off and it isn't isatuximab alone after daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-isa-mono-after-dara does not apply

    Examples:
      | planned         | partners                    | earlier         |
      | daratumumab     | none                        | daratumumab     |
      | other anti cd38 | none                        | daratumumab     |
      | none            |                             | daratumumab     |
      | isatuximab      | dexamethasone               | daratumumab     |
      | isatuximab      | other drug                  | daratumumab     |
      | isatuximab      | pomalidomide, dexamethasone | daratumumab     |
      | isatuximab      | none                        | isatuximab      |
      | isatuximab      | none                        | other anti cd38 |

  @rule:seq-isa-mono-after-dara
  Scenario: Without an earlier antibody there is no sequence
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then seq-isa-mono-after-dara does not apply

  @rule:seq-isa-mono-after-dara
  Scenario: seq-isa-mono-after-dara can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none      |
      | planned antibody      | undecided |
      | planned partner drugs | none      |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  @rule:seq-isa-mono-after-dara
  Scenario: seq-isa-mono-after-dara can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-isa-mono-after-dara
  Scenario: seq-isa-mono-after-dara can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab |
      | current partner drugs | none       |
      | planned antibody      | none       |
    When the rule book is applied
    Then seq-isa-mono-after-dara can't be decided for the current regimen without earlier anti-CD38 antibodies

  @rule:seq-isa-mono-after-dara
  Scenario: An earlier course without a name may have been daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of unnamed
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-isa-mono-after-dara can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-isa-mono-after-dara
  Scenario Outline: The figures of subcutaneous isatuximab aren't in the source
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab |
      | planned route         | <route>    |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-mono-after-dara <says> “subcutaneous isatuximab as under study”

    Examples:
      | route        | says         |
      | subcutaneous | says         |
      | intravenous  | does not say |
      |              | does not say |

  @rule:seq-not-refractory-extrapolation
  Scenario: A patient on record as not refractory differs from those of the trial
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose           | 2023-06-30 |
      | refractory          | no         |
      | reason for stopping | toxicity   |
    When the rule book is applied
    Then seq-not-refractory-extrapolation applies to the planned regimen as info
    And seq-not-refractory-extrapolation says “an extrapolation: they are from daratumumab-refractory patients”
    And seq-not-refractory-extrapolation says “Only patients refractory to daratumumab were enrolled”
    And seq-not-refractory-extrapolation says “No response rate is given by the reason for stopping daratumumab”

  @rule:seq-not-refractory-extrapolation
  Scenario: Refractoriness that isn't recorded is asked about, and the assumption is listed
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-not-refractory-extrapolation applies to the planned regimen as info
    And seq-not-refractory-extrapolation says “Review whether the disease was refractory to daratumumab”
    And seq-not-refractory-extrapolation assumes something of refractory to the daratumumab given before (planned regimen)

  @rule:seq-not-refractory-extrapolation
  Scenario: Refractoriness to daratumumab that is still being given isn't settled
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab |
      | planned antibody      | isatuximab  |
      | planned partner drugs | none        |
      | earlier antibodies    | none        |
    When the rule book is applied
    Then seq-not-refractory-extrapolation applies to the planned regimen as info

  @rule:seq-not-refractory-extrapolation
  Scenario Outline: One refractory course of daratumumab is enough, and not refractory must be on record for each
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose  | 2021-06-30 |
      | refractory | <first>    |
    And an earlier course of daratumumab
      | last dose  | 2023-06-30 |
      | refractory | <second>   |
    When the rule book is applied
    Then seq-not-refractory-extrapolation <verdict>

    Examples:
      | first | second | verdict        |
      | yes   | no     | does not apply |
      | no    | yes    | does not apply |
      | yes   |        | does not apply |
      | no    | no     | applies        |
      | no    |        | applies        |
      |       |        | applies        |

  @rule:seq-not-refractory-extrapolation
  Scenario: A patient refractory to daratumumab is like those of the trial
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose  | 2023-06-30 |
      | refractory | yes        |
    When the rule book is applied
    Then seq-not-refractory-extrapolation does not apply

  @rule:seq-not-refractory-extrapolation
  Scenario: Refractoriness to isatuximab says nothing of daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | none       |
    And an earlier course of daratumumab
      | last dose | 2022-06-30 |
    And an earlier course of isatuximab
      | last dose  | 2023-06-30 |
      | refractory | yes        |
    When the rule book is applied
    Then seq-not-refractory-extrapolation applies to the planned regimen as info

  @rule:seq-not-refractory-extrapolation
  Scenario: For a combination the trial of isatuximab alone isn't quoted
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
      | refractory | no |
    When the rule book is applied
    Then seq-not-refractory-extrapolation does not apply

  @rule:seq-not-refractory-extrapolation
  Scenario: seq-not-refractory-extrapolation can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of daratumumab
      | refractory | no |
    When the rule book is applied
    Then seq-not-refractory-extrapolation can't be decided for the planned regimen without partner drugs (planned regimen)
