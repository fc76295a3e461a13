Feature: Daratumumab after isatuximab

  @rule:seq-dara-mono-after-isa
  Scenario Outline: Daratumumab alone or with corticosteroids after isatuximab is shown with the later therapy of ICARIA-MM
    Given a patient assessed on 2024-06-30
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned partner drugs | <partners>  |
    And an earlier course of isatuximab
      | partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then seq-dara-mono-after-isa applies to the planned regimen as warning
    And seq-dara-combo-after-isa does not apply

    Examples:
      | partners                          |
      | none                              |
      | dexamethasone                     |
      | prednisone                        |
      | methylprednisolone, dexamethasone |

  @rule:seq-dara-mono-after-isa
  Scenario: Response and survival are kept apart, with their limits
    Given a patient assessed on 2024-06-30
      | planned antibody      | daratumumab |
      | planned partner drugs | none        |
    And an earlier course of isatuximab
      | partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then seq-dara-mono-after-isa says “overall response 14.3% after isatuximab-Pd, 37.9% after Pd”
    And seq-dara-mono-after-isa says “2.2 months after isatuximab-Pd and 5.1 months after Pd”
    And seq-dara-mono-after-isa says “appeared”
    And seq-dara-mono-after-isa says “wasn't randomised”
    And seq-dara-mono-after-isa says “response and survival appear to come from different groups”
    And seq-dara-mono-after-isa says “doesn't repeat that it was given alone”
    And meta-small-n applies
    And meta-conflict-in-source applies

  @rule:seq-dara-mono-after-isa
  Scenario: The current regimen is looked at too
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab |
      | current partner drugs | none        |
      | planned antibody      | none        |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-mono-after-isa applies to the current regimen as warning
    And seq-dara-mono-after-isa says “current here”

  @rule:seq-dara-mono-after-isa
  Scenario: Isatuximab that is being given comes before planned daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab                  |
      | current partner drugs | pomalidomide, dexamethasone |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | none                        |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then seq-dara-mono-after-isa applies to the planned regimen as warning
    And seq-dara-mono-after-isa does not say “consider them an extrapolation”
    And seq-dara-mono-after-isa does not apply to the current regimen

  @rule:seq-dara-mono-after-isa
  Scenario: Daratumumab alone as the alternative plan
    Given a patient assessed on 2024-06-30
      | current antibody          | none        |
      | planned antibody          | isatuximab  |
      | alternative antibody      | daratumumab |
      | alternative partner drugs | none        |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-mono-after-isa applies to the alternative regimen as warning
    And seq-dara-mono-after-isa does not apply to the planned regimen

  @rule:seq-dara-mono-after-isa @rule:seq-dara-combo-after-isa
  Scenario Outline: Unless the earlier isatuximab is on record as isatuximab-Pd, the figures are an extrapolation
    Given a patient assessed on 2024-06-30
      | planned antibody      | daratumumab |
      | planned partner drugs | <partners>  |
    And an earlier course of isatuximab
      | partner drugs | <earlier partners> |
    When the rule book is applied
    Then <code> <says> “consider them an extrapolation”

    Examples:
      | partners                   | code                     | earlier partners                        | says         |
      | none                       | seq-dara-mono-after-isa  | pomalidomide, dexamethasone             | does not say |
      | none                       | seq-dara-mono-after-isa  | carfilzomib, dexamethasone              | says         |
      | none                       | seq-dara-mono-after-isa  | pomalidomide, dexamethasone, bortezomib | says         |
      | none                       | seq-dara-mono-after-isa  | none                                    | says         |
      | none                       | seq-dara-mono-after-isa  |                                         | says         |
      | carfilzomib, dexamethasone | seq-dara-combo-after-isa | pomalidomide, dexamethasone             | does not say |
      | carfilzomib, dexamethasone | seq-dara-combo-after-isa | carfilzomib, dexamethasone              | says         |
      | carfilzomib, dexamethasone | seq-dara-combo-after-isa |                                         | says         |

  @rule:seq-dara-mono-after-isa
  Scenario Outline: One detail off and it isn't daratumumab alone after isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-dara-mono-after-isa does not apply

    Examples:
      | planned     | partners                  | earlier     |
      | isatuximab  | none                      | isatuximab  |
      | daratumumab | none                      | daratumumab |
      | daratumumab | bortezomib                | isatuximab  |
      | daratumumab | dexamethasone, other drug | isatuximab  |

  @rule:seq-dara-mono-after-isa
  Scenario: seq-dara-mono-after-isa can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-mono-after-isa can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-dara-mono-after-isa
  Scenario: seq-dara-mono-after-isa can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none      |
      | planned antibody      | undecided |
      | planned partner drugs | none      |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-mono-after-isa can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  @rule:seq-dara-mono-after-isa
  Scenario: seq-dara-mono-after-isa can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned partner drugs | none        |
    When the rule book is applied
    Then seq-dara-mono-after-isa can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-dara-combo-after-isa
  Scenario Outline: Daratumumab with a PI, an immunomodulatory drug or an alkylating agent after isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned partner drugs | <partners>  |
    And an earlier course of isatuximab
      | partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then seq-dara-combo-after-isa applies to the planned regimen as info
    And seq-dara-mono-after-isa does not apply

    Examples:
      | partners                    |
      | bortezomib, dexamethasone   |
      | carfilzomib                 |
      | ixazomib                    |
      | lenalidomide, dexamethasone |
      | pomalidomide, dexamethasone |
      | thalidomide                 |
      | cyclophosphamide            |
      | melphalan, prednisone       |
      | bendamustine                |
      | venetoclax, bortezomib      |

  @rule:seq-dara-combo-after-isa
  Scenario: The two rates are shown with what isn't given
    Given a patient assessed on 2024-06-30
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of isatuximab
      | partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then seq-dara-combo-after-isa says “overall response 30.8%; after Pd 31.8%”
    And seq-dara-combo-after-isa says “no number of patients, interval or P value is given”
    And seq-dara-combo-after-isa says “wasn't randomised”

  @rule:seq-dara-combo-after-isa
  Scenario: The current regimen is looked at too
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab                |
      | current partner drugs | carfilzomib, dexamethasone |
      | planned antibody      | none                       |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-combo-after-isa applies to the current regimen as info

  @rule:seq-dara-combo-after-isa
  Scenario: A combination as the alternative plan
    Given a patient assessed on 2024-06-30
      | current antibody          | none                       |
      | planned antibody          | daratumumab                |
      | planned partner drugs     | none                       |
      | alternative antibody      | daratumumab                |
      | alternative partner drugs | carfilzomib, dexamethasone |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-combo-after-isa applies to the alternative regimen as info
    And seq-dara-combo-after-isa does not apply to the planned regimen
    And seq-dara-mono-after-isa applies to the planned regimen as warning
    And seq-dara-mono-after-isa does not apply to the alternative regimen

  @rule:seq-dara-combo-after-isa
  Scenario Outline: One detail off and it isn't such a combination after isatuximab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-dara-combo-after-isa does not apply

    Examples:
      | planned     | partners                   | earlier     |
      | isatuximab  | carfilzomib, dexamethasone | isatuximab  |
      | daratumumab | carfilzomib, dexamethasone | daratumumab |
      | daratumumab | none                       | isatuximab  |
      | daratumumab | dexamethasone              | isatuximab  |
      | daratumumab | venetoclax, dexamethasone  | isatuximab  |
      | daratumumab | other drug                 | isatuximab  |

  @rule:seq-dara-combo-after-isa
  Scenario: seq-dara-combo-after-isa can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-combo-after-isa can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-dara-combo-after-isa
  Scenario: seq-dara-combo-after-isa can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | undecided                  |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-dara-combo-after-isa can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

  @rule:seq-dara-combo-after-isa
  Scenario: seq-dara-combo-after-isa can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then seq-dara-combo-after-isa can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-washout-other-direction-no-data
  Scenario Outline: A washout on record before another sequence than isatuximab alone has no result
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
      | planned start         | 2024-06-30 |
    And an earlier course of <earlier>
      | days since last dose | <days> |
    When the rule book is applied
    Then seq-washout-other-direction-no-data applies to the planned regimen as info
    And seq-washout-other-direction-no-data says “<words>”
    And seq-washout-other-direction-no-data says “suggest that lasting loss of CD38”
    And seq-washout-other-direction-no-data says “given in two ways in the source”
    And seq-washout-other-direction-no-data does not say “28.6%”
    And seq-washout-other-direction-no-data does not say “58.3%”

    Examples:
      | planned     | partners                    | earlier     | days | words                                |
      | daratumumab | none                        | isatuximab  | 30   | planned daratumumab after isatuximab |
      | daratumumab | carfilzomib, dexamethasone  | isatuximab  | 90   | planned daratumumab after isatuximab |
      | daratumumab |                             | isatuximab  | 120  | planned daratumumab after isatuximab |
      | daratumumab | dexamethasone               | isatuximab  | 300  | planned daratumumab after isatuximab |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | 30   | planned isatuximab with partners     |
      | isatuximab  | dexamethasone               | daratumumab | 300  | offer insight                        |

  @rule:seq-washout-other-direction-no-data
  Scenario: A planned start that isn't recorded is taken as the day of assessment
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of isatuximab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data says “runs to the day of assessment”
    And seq-washout-other-direction-no-data assumes something of start (planned regimen)

  @rule:seq-washout-other-direction-no-data
  Scenario: Isatuximab that is being given has a washout before planned daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody   | isatuximab  |
      | current last dose  | 2024-06-15  |
      | planned antibody   | daratumumab |
      | planned start      | 2024-07-15  |
      | earlier antibodies | none        |
    When the rule book is applied
    Then seq-washout-other-direction-no-data applies to the planned regimen as info
    And seq-washout-other-direction-no-data does not apply to the current regimen

  @rule:seq-washout-other-direction-no-data
  Scenario: An alternative plan is a plan
    Given a patient assessed on 2024-06-30
      | current antibody     | none        |
      | planned antibody     | isatuximab  |
      | alternative antibody | daratumumab |
    And an earlier course of isatuximab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data applies to the alternative regimen as info
    And seq-washout-other-direction-no-data does not apply to the planned regimen

  @rule:seq-washout-other-direction-no-data
  Scenario Outline: Isatuximab alone, or the same antibody again, isn't meant
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
      | planned start         | 2024-06-30 |
    And an earlier course of <earlier>
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data does not apply

    Examples:
      | planned     | partners                    | earlier     |
      | isatuximab  | none                        | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone | isatuximab  |
      | daratumumab | none                        | daratumumab |
      | daratumumab | carfilzomib, dexamethasone  | daratumumab |

  @rule:seq-washout-other-direction-no-data
  Scenario: A regimen that is being given isn't a plan
    Given a patient assessed on 2024-06-30
      | current antibody | daratumumab |
      | current start    | 2024-01-15  |
      | planned antibody | none        |
    And an earlier course of isatuximab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data does not apply

  @rule:seq-washout-other-direction-no-data
  Scenario: seq-washout-other-direction-no-data can't be decided without last dose of each earlier anti-CD38 antibody
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    And an earlier course of isatuximab
    When the rule book is applied
    Then seq-washout-other-direction-no-data can't be decided for the planned regimen without last dose of each earlier anti-CD38 antibody

  @rule:seq-washout-other-direction-no-data
  Scenario: seq-washout-other-direction-no-data can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-washout-other-direction-no-data
  Scenario: seq-washout-other-direction-no-data can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | undecided                   |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
      | last dose | 2023-06-30 |
    When the rule book is applied
    Then seq-washout-other-direction-no-data can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
