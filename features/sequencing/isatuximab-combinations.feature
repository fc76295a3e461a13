Feature: Isatuximab in combination after daratumumab

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: The phase Ib trial and the retrospective series of isatuximab-Pd are shown together
    Given a patient assessed on 2024-06-30
      | current antibody     | none                        |
      | planned antibody     | none                        |
      | <role> antibody      | isatuximab                  |
      | <role> partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b applies to the <role> regimen as info
    And seq-isa-pd-after-dara-retro applies to the <role> regimen as info
    And seq-isa-pd-after-dara-ph1b says “together with the retrospective series”
    And seq-isa-pd-after-dara-retro says “together with the phase Ib trial”
    And seq-isa-pd-after-dara-ph1b says “<role> here”
    And seq-isa-pd-after-dara-retro says “<role> here”
    And seq-isa-other-after-dara-no-data does not apply
    And seq-isa-mono-after-dara does not apply

    Examples:
      | role    |
      | planned |
      | current |

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario: Isatuximab-Pd as the alternative plan
    Given a patient assessed on 2024-06-30
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | carfilzomib, dexamethasone  |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | dexamethasone, pomalidomide |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b applies to the alternative regimen as info
    And seq-isa-pd-after-dara-retro applies to the alternative regimen as info
    And seq-isa-pd-after-dara-ph1b does not apply to the planned regimen
    And seq-isa-pd-after-dara-retro does not apply to the planned regimen
    And seq-isa-other-after-dara-no-data applies to the planned regimen as warning

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario: Current daratumumab comes before planned isatuximab-Pd
    Given a patient assessed on 2024-06-30
      | current antibody      | daratumumab                 |
      | current partner drugs | pomalidomide, dexamethasone |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b applies to the planned regimen as info
    And seq-isa-pd-after-dara-retro applies to the planned regimen as info
    And seq-isa-pd-after-dara-ph1b does not apply to the current regimen
    And seq-isa-pd-after-dara-retro does not apply to the current regimen

  @rule:seq-isa-pd-after-dara-ph1b
  Scenario: The phase Ib counts are shown with their mismatch
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b says “7 of 47 had earlier daratumumab; overall response 14.3% of these”
    And seq-isa-pd-after-dara-ph1b says “2 (33.3%)”
    And seq-isa-pd-after-dara-ph1b says “3 (50.0%)”
    And seq-isa-pd-after-dara-ph1b says “Without earlier daratumumab the overall response rate was 60%”
    And seq-isa-pd-after-dara-ph1b says “one patient is unaccounted for”
    And seq-isa-pd-after-dara-ph1b says “No result by washout is given for isatuximab-Pd”
    And meta-small-n applies
    And meta-conflict-in-source applies

  @rule:seq-isa-pd-after-dara-retro
  Scenario: The series shows its count beside the percentage that doesn't fit
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-pd-after-dara-retro says “series of 15 patients: partial response in 8 patients (53%)”
    And seq-isa-pd-after-dara-retro says “Fourteen of the patients”
    And seq-isa-pd-after-dara-retro says “printed as 89%, which fits no count”
    And seq-isa-pd-after-dara-retro says “no control group”
    And seq-isa-pd-after-dara-retro says “by the reason for stopping daratumumab”

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: For subcutaneous isatuximab-Pd the figures carry a note
    Given a patient assessed on 2024-06-30
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b <says> “subcutaneous isatuximab as under study”
    And seq-isa-pd-after-dara-retro <says> “subcutaneous isatuximab as under study”

    Examples:
      | route        | says         |
      | subcutaneous | says         |
      | intravenous  | does not say |
      |              | does not say |

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: One detail off and it isn't isatuximab-Pd after daratumumab
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b does not apply
    And seq-isa-pd-after-dara-retro does not apply

    Examples:
      | planned     | partners                                      | earlier     |
      | daratumumab | pomalidomide, dexamethasone                   | daratumumab |
      | daratumumab | pomalidomide, dexamethasone                   | isatuximab  |
      | isatuximab  | pomalidomide                                  | daratumumab |
      | isatuximab  | dexamethasone                                 | daratumumab |
      | isatuximab  | none                                          | daratumumab |
      | isatuximab  | lenalidomide, dexamethasone                   | daratumumab |
      | isatuximab  | pomalidomide, prednisone                      | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone, cyclophosphamide | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone                   | isatuximab  |

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario: Isatuximab-Pd without an earlier antibody
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then seq-isa-pd-after-dara-ph1b does not apply
    And seq-isa-pd-after-dara-retro does not apply

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: The pair can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without earlier anti-CD38 antibodies

    Examples:
      | code                        |
      | seq-isa-pd-after-dara-ph1b  |
      | seq-isa-pd-after-dara-retro |

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: The pair can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without partner drugs (planned regimen)

    Examples:
      | code                        |
      | seq-isa-pd-after-dara-ph1b  |
      | seq-isa-pd-after-dara-retro |

  @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: The pair can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                        |
      | planned antibody      | undecided                   |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then <code> can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    Examples:
      | code                        |
      | seq-isa-pd-after-dara-ph1b  |
      | seq-isa-pd-after-dara-retro |

  @rule:seq-isa-other-after-dara-no-data
  Scenario Outline: For any other combination of isatuximab after daratumumab there is no result
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | <partners> |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data applies to the planned regimen as warning
    And seq-isa-other-after-dara-no-data says “aren't the response to expect from this combination”
    And seq-isa-pd-after-dara-ph1b does not apply
    And seq-isa-mono-after-dara does not apply

    Examples:
      | partners                                |
      | carfilzomib, dexamethasone              |
      | dexamethasone                           |
      | pomalidomide                            |
      | lenalidomide, dexamethasone             |
      | pomalidomide, dexamethasone, venetoclax |
      | other drug                              |

  @rule:seq-isa-other-after-dara-no-data
  Scenario: The current regimen is looked at too
    Given a patient assessed on 2024-06-30
      | current antibody      | isatuximab                 |
      | current partner drugs | carfilzomib, dexamethasone |
      | planned antibody      | none                       |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data applies to the current regimen as warning
    And seq-isa-other-after-dara-no-data says “current isatuximab with these partner drugs”

  @rule:seq-isa-other-after-dara-no-data
  Scenario Outline: One detail off and the gap isn't this one
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <planned>  |
      | planned partner drugs | <partners> |
    And an earlier course of <earlier>
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data does not apply

    Examples:
      | planned     | partners                    | earlier     |
      | isatuximab  | none                        | daratumumab |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab |
      | daratumumab | carfilzomib, dexamethasone  | daratumumab |
      | isatuximab  | carfilzomib, dexamethasone  | isatuximab  |

  @rule:seq-isa-other-after-dara-no-data
  Scenario: seq-isa-other-after-dara-no-data can't be decided without partner drugs (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody | none       |
      | planned antibody | isatuximab |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data can't be decided for the planned regimen without partner drugs (planned regimen)

  @rule:seq-isa-other-after-dara-no-data
  Scenario: seq-isa-other-after-dara-no-data can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data can't be decided for the planned regimen without earlier anti-CD38 antibodies

  @rule:seq-isa-other-after-dara-no-data
  Scenario: seq-isa-other-after-dara-no-data can't be decided without anti-CD38 antibody (planned regimen)
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | undecided                  |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then seq-isa-other-after-dara-no-data can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
