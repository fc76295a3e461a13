Feature: What the source says beside the figures: subgroups, early studies, newly diagnosed myeloma

  @rule:eff-almost-all-subgroups
  Scenario Outline: Each of the four regimens is told of benefit in almost all subgroups of its own trial
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <other> antibody     | none                   |
      | <role> antibody      | <agent>                |
      | <role> partner drugs | <partners>             |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then eff-almost-all-subgroups applies to the <role> regimen as info
    And eff-almost-all-subgroups says “<trial> (<role> ”
    And eff-almost-all-subgroups says “<interval>”
    And eff-almost-all-subgroups does not say “<other trial>”
    And eff-almost-all-subgroups says “some intervals include 1”
    And eff-almost-all-subgroups cites leleu-2022/<entry>

    Examples:
      | role    | other   | agent       | partners                    | trial     | interval                 | other trial | entry                                    |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | ICARIA-MM | 0.66 (95 % CI 0.33–1.28) | APOLLO      | pomalidomide-trials-almost-all-subgroups |
      | current | planned | daratumumab | pomalidomide, dexamethasone | APOLLO    | 0.85 (95 % CI 0.49–1.44) | ICARIA-MM   | pomalidomide-trials-almost-all-subgroups |
      | planned | current | isatuximab  | carfilzomib, dexamethasone  | IKEMA     | 0.72 (95 % CI 0.36–1.45) | CANDOR      | carfilzomib-trials-almost-all-subgroups  |
      | current | planned | daratumumab | carfilzomib, dexamethasone  | CANDOR    | 0.70 (95 % CI 0.36–1.40) | IKEMA       | carfilzomib-trials-almost-all-subgroups  |

  @rule:eff-almost-all-subgroups
  Scenario: Another regimen of the patient lends it nothing
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | isatuximab                  |
      | current partner drugs | pomalidomide, dexamethasone |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | bortezomib, dexamethasone   |
    When the rule book is applied
    Then eff-almost-all-subgroups applies to the current regimen as info
    And eff-almost-all-subgroups does not apply to the planned regimen

  @rule:eff-almost-all-subgroups @rule:eff-early-phase-basis
  Scenario Outline: One detail off and neither subgroups nor early studies are spoken of
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then eff-almost-all-subgroups does not apply
    And eff-early-phase-basis does not apply

    Examples:
      | agent           | route        | partners                    | setting                |
      | isatuximab      | subcutaneous | pomalidomide, dexamethasone | relapsed refractory mm |
      | isatuximab      | subcutaneous | carfilzomib, dexamethasone  | relapsed refractory mm |
      | isatuximab      |              | pomalidomide                | relapsed refractory mm |
      | daratumumab     |              | lenalidomide, dexamethasone | relapsed refractory mm |
      | daratumumab     |              | carfilzomib, dexamethasone  | newly diagnosed mm     |
      | isatuximab      |              | pomalidomide, dexamethasone | al amyloidosis         |
      | other anti cd38 |              | pomalidomide, dexamethasone | relapsed refractory mm |
      | none            |              |                             | relapsed refractory mm |

  @rule:eff-almost-all-subgroups @rule:eff-early-phase-basis
  Scenario Outline: Without agent, partner drugs or setting both stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then eff-almost-all-subgroups can't be decided for the planned regimen without <missing>
    And eff-early-phase-basis can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                    | setting                | missing                              |
      | undecided  | carfilzomib, dexamethasone  | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:eff-almost-all-subgroups
  Scenario Outline: Subgroup benefit too is marked if an anti-CD38 antibody came before or may have
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then eff-almost-all-subgroups <given> “An anti-CD38 antibody was given before”
    And eff-almost-all-subgroups <open> “isn't fully on record”

    Examples:
      | current     | earlier | given        | open         |
      | none        | none    | does not say | does not say |
      | none        |         | does not say | says         |
      | daratumumab | none    | says         | does not say |

  @rule:eff-almost-all-subgroups
  Scenario Outline: Subgroup benefit with isatuximab is marked while the route isn't settled
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | <agent>                    |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-almost-all-subgroups <says> “route isn't settled on record”

    Examples:
      | agent       | route       | says         |
      | isatuximab  | intravenous | does not say |
      | isatuximab  |             | says         |
      | isatuximab  | undecided   | says         |
      | daratumumab |             | does not say |

  @rule:eff-early-phase-basis
  Scenario Outline: The early study before the regimen's trial is named, without figures
    Given a patient assessed on 2024-06-30
      | setting              | relapsed mm |
      | <other> antibody     | none        |
      | <role> antibody      | <agent>     |
      | <role> partner drugs | <partners>  |
    When the rule book is applied
    Then eff-early-phase-basis applies to the <role> regimen as info
    And eff-early-phase-basis says “<words>”
    And eff-early-phase-basis says “<role>”
    And eff-early-phase-basis says “prints no figures of the early study”
    And eff-early-phase-basis cites leleu-2022/<entry>
    And eff-early-phase-basis does not cite leleu-2022/<other entry>

    Examples:
      | role    | other   | agent       | partners                    | words                             | entry                               | other entry                        |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | encouraging results               | isatuximab-pd-early-phase           | equuleus-encouraging               |
      | current | planned | isatuximab  | pomalidomide, dexamethasone | A preclinical finding             | pomalidomide-isatuximab-preclinical | isatuximab-carfilzomib-early-phase |
      | planned | current | isatuximab  | carfilzomib, dexamethasone  | indicated activity                | isatuximab-carfilzomib-early-phase  | isatuximab-pd-early-phase          |
      | planned | current | daratumumab | carfilzomib, dexamethasone  | in EQUULEUS led to CANDOR         | equuleus-encouraging                | isatuximab-pd-early-phase          |
      | current | planned | daratumumab | carfilzomib, dexamethasone  | The phase of EQUULEUS isn't given | equuleus-no-figures                 | isatuximab-pd-early-phase          |

  @rule:eff-early-phase-basis
  Scenario: For daratumumab-Pd no early study is named
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-early-phase-basis does not apply
    And eff-almost-all-subgroups applies to the planned regimen

  @rule:eff-ndmm-benefit-mention
  Scenario Outline: In newly diagnosed myeloma a benefit is mentioned, without figures
    Given a patient assessed on 2024-06-30
      | setting              | newly diagnosed mm |
      | <other> antibody     | none               |
      | <role> antibody      | <agent>            |
      | <role> partner drugs | <partners>         |
    When the rule book is applied
    Then eff-ndmm-benefit-mention applies to the <role> regimen as info
    And eff-ndmm-benefit-mention says “(<role> regimen)”
    And eff-ndmm-benefit-mention <dara> “bortezomib-melphalan-prednisone”
    And eff-ndmm-benefit-mention <isa> “bortezomib-lenalidomide-dexamethasone”
    And eff-ndmm-benefit-mention says “may be greater in earlier disease”
    And eff-ndmm-benefit-mention says “aren't compared with each other”
    And eff-ndmm-benefit-mention cites leleu-2022/ndmm-no-figures

    Examples:
      | role    | other   | agent       | partners                                | dara         | isa          |
      | planned | current | daratumumab | bortezomib, melphalan, prednisone       | says         | does not say |
      | current | planned | daratumumab |                                         | says         | does not say |
      | planned | current | isatuximab  | bortezomib, lenalidomide, dexamethasone | does not say | says         |
      | current | planned | isatuximab  | none                                    | does not say | says         |
      | planned | current | undecided   |                                         | says         | says         |

  @rule:eff-ndmm-benefit-mention
  Scenario Outline: In another setting, or with neither antibody, it isn't mentioned
    Given a patient assessed on 2024-06-30
      | setting          | <setting> |
      | current antibody | none      |
      | planned antibody | <agent>   |
    When the rule book is applied
    Then eff-ndmm-benefit-mention does not apply

    Examples:
      | agent           | setting                |
      | daratumumab     | relapsed refractory mm |
      | isatuximab      | relapsed mm            |
      | daratumumab     | al amyloidosis         |
      | daratumumab     | other                  |
      | other anti cd38 | newly diagnosed mm     |
      | none            | newly diagnosed mm     |

  @rule:eff-ndmm-benefit-mention
  Scenario: Without disease setting it stays open
    Given a patient assessed on 2024-06-30
      | current antibody | none        |
      | planned antibody | daratumumab |
    When the rule book is applied
    Then eff-ndmm-benefit-mention can't be decided for the planned regimen without disease setting
