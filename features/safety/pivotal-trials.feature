Feature: Safety figures of the pivotal trials

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario: ICARIA-MM gives its safety figures arm by arm
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then safety-neutropenia-isa-pd says “neutropenia of grade 3 or higher in 85 per cent on isatuximab-Pd (planned), 70 on Pd”
    And safety-neutropenia-isa-pd says “don't say which drug caused the neutropenia”
    And safety-neutropenia-isa-pd says “What to do about neutropenia isn't addressed”
    And safety-discontinuation-isa-pd says “: discontinuation for an adverse event in 7.2 per cent on isatuximab-Pd (planned), 12.8 on Pd”
    And safety-discontinuation-isa-pd says “Whether the antibody, any drug or the whole treatment was discontinued isn't defined”
    And safety-discontinuation-isa-pd says “whether that means neutropenia, discontinuation or both is unclear”
    And safety-discontinuation-isa-pd says “no numbers of patients calculated back”

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: ICARIA-MM's safety figures are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then safety-neutropenia-isa-pd applies to the <role> regimen as info
    And safety-discontinuation-isa-pd applies to the <role> regimen as info
    And safety-neutropenia-isa-pd says “(<role>)”
    And safety-discontinuation-isa-pd says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario: ICARIA-MM's safety figures belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-isa-pd applies to the alternative regimen as info
    And safety-neutropenia-isa-pd does not apply to the planned regimen
    And safety-neutropenia-isa-pd does not apply to the current regimen
    And safety-discontinuation-isa-pd applies to the alternative regimen as info
    And safety-discontinuation-isa-pd does not apply to the planned regimen
    And safety-discontinuation-isa-pd does not apply to the current regimen

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: ICARIA-MM gave isatuximab intravenously, so a subcutaneous regimen gets none of its safety figures
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-isa-pd <verdict>
    And safety-discontinuation-isa-pd <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: While the route isn't settled, ICARIA-MM's safety figures are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-isa-pd <says> “route isn't settled on record”
    And safety-discontinuation-isa-pd <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: One detail off and ICARIA-MM's safety figures aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-neutropenia-isa-pd does not apply
    And safety-discontinuation-isa-pd does not apply

    Examples:
      | agent           | partners                                      | setting                |
      | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm |
      | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm |
      | isatuximab      | pomalidomide                                  | relapsed refractory mm |
      | isatuximab      | dexamethasone                                 | relapsed refractory mm |
      | isatuximab      | none                                          | relapsed refractory mm |
      | isatuximab      | pomalidomide, prednisone                      | relapsed refractory mm |
      | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm |
      | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm |
      | none            |                                               | relapsed refractory mm |
      | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     |
      | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         |
      | isatuximab      | pomalidomide, dexamethasone                   | other                  |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: Without agent, partner drugs or setting ICARIA-MM's safety figures stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-neutropenia-isa-pd can't be decided for the planned regimen without <missing>
    And safety-discontinuation-isa-pd can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                    | setting                | missing                              |
      | undecided  | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: Prior lines outside of what ICARIA-MM admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-isa-pd <says> “fewer prior lines than ICARIA-MM asked for”
    And safety-discontinuation-isa-pd <says> “fewer prior lines than ICARIA-MM asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | says         |
      | 2     | does not say |
      | 3     | does not say |
      |       | does not say |

  @rule:safety-neutropenia-isa-pd @rule:safety-discontinuation-isa-pd
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, ICARIA-MM is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then safety-neutropenia-isa-pd <given> “An anti-CD38 antibody was given before”
    And safety-neutropenia-isa-pd <open> “isn't fully on record”
    And safety-neutropenia-isa-pd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And safety-discontinuation-isa-pd <given> “An anti-CD38 antibody was given before”
    And safety-discontinuation-isa-pd <open> “isn't fully on record”
    And safety-discontinuation-isa-pd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario: APOLLO gives its safety figures arm by arm
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then safety-neutropenia-dara-pd says “neutropenia of grade 3 or higher in 68 per cent on daratumumab-Pd (planned), 51 on Pd”
    And safety-discontinuation-dara-pd says “: discontinuation for an adverse event in 2 per cent on daratumumab-Pd (planned), 3 on Pd”
    And safety-discontinuation-dara-pd does not say “treatment the patients had before”

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: APOLLO's safety figures are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then safety-neutropenia-dara-pd applies to the <role> regimen as info
    And safety-discontinuation-dara-pd applies to the <role> regimen as info
    And safety-neutropenia-dara-pd says “(<role>)”
    And safety-discontinuation-dara-pd says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario: APOLLO's safety figures belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-dara-pd applies to the alternative regimen as info
    And safety-neutropenia-dara-pd does not apply to the planned regimen
    And safety-neutropenia-dara-pd does not apply to the current regimen
    And safety-discontinuation-dara-pd applies to the alternative regimen as info
    And safety-discontinuation-dara-pd does not apply to the planned regimen
    And safety-discontinuation-dara-pd does not apply to the current regimen

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: APOLLO's safety figures are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-dara-pd <verdict>
    And safety-discontinuation-dara-pd <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: One detail off and APOLLO's safety figures aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-neutropenia-dara-pd does not apply
    And safety-discontinuation-dara-pd does not apply

    Examples:
      | agent           | partners                                      | setting                |
      | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm |
      | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm |
      | daratumumab     | pomalidomide                                  | relapsed refractory mm |
      | daratumumab     | dexamethasone                                 | relapsed refractory mm |
      | daratumumab     | none                                          | relapsed refractory mm |
      | daratumumab     | pomalidomide, prednisone                      | relapsed refractory mm |
      | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm |
      | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm |
      | none            |                                               | relapsed refractory mm |
      | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     |
      | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         |
      | daratumumab     | pomalidomide, dexamethasone                   | other                  |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: Without agent, partner drugs or setting APOLLO's safety figures stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-neutropenia-dara-pd can't be decided for the planned regimen without <missing>
    And safety-discontinuation-dara-pd can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                    | setting                | missing                              |
      | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: Prior lines outside of what APOLLO admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then safety-neutropenia-dara-pd <says> “fewer prior lines than APOLLO asked for”
    And safety-discontinuation-dara-pd <says> “fewer prior lines than APOLLO asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 2     | does not say |
      |       | does not say |

  @rule:safety-neutropenia-dara-pd @rule:safety-discontinuation-dara-pd
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, APOLLO is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then safety-neutropenia-dara-pd <given> “An anti-CD38 antibody was given before”
    And safety-neutropenia-dara-pd <open> “isn't fully on record”
    And safety-neutropenia-dara-pd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And safety-discontinuation-dara-pd <given> “An anti-CD38 antibody was given before”
    And safety-discontinuation-dara-pd <open> “isn't fully on record”
    And safety-discontinuation-dara-pd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario: IKEMA gives its safety figures arm by arm
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then safety-teae3-isa-kd says “treatment-emergent adverse events of grade 3 or higher in 76.8 per cent on isatuximab-Kd (planned), 67.2 on Kd”
    And safety-teae3-isa-kd does not say “similar”
    And safety-teae3-isa-kd says “no numbers of patients calculated back”
    And safety-discontinuation-isa-kd says “: discontinuation for an adverse event in 8.5 per cent on isatuximab-Kd (planned), 13.9 on Kd”
    And meta-conflict-in-source applies

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: IKEMA's safety figures are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then safety-teae3-isa-kd applies to the <role> regimen as info
    And safety-discontinuation-isa-kd applies to the <role> regimen as info
    And safety-teae3-isa-kd says “(<role>)”
    And safety-discontinuation-isa-kd says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario: IKEMA's safety figures belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then safety-teae3-isa-kd applies to the alternative regimen as info
    And safety-teae3-isa-kd does not apply to the planned regimen
    And safety-teae3-isa-kd does not apply to the current regimen
    And safety-discontinuation-isa-kd applies to the alternative regimen as info
    And safety-discontinuation-isa-kd does not apply to the planned regimen
    And safety-discontinuation-isa-kd does not apply to the current regimen

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: IKEMA gave isatuximab intravenously, so a subcutaneous regimen gets none of its safety figures
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then safety-teae3-isa-kd <verdict>
    And safety-discontinuation-isa-kd <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: While the route isn't settled, IKEMA's safety figures are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then safety-teae3-isa-kd <says> “route isn't settled on record”
    And safety-discontinuation-isa-kd <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: One detail off and IKEMA's safety figures aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-teae3-isa-kd does not apply
    And safety-discontinuation-isa-kd does not apply

    Examples:
      | agent           | partners                                     | setting                |
      | daratumumab     | carfilzomib, dexamethasone                   | relapsed refractory mm |
      | isatuximab      | pomalidomide, dexamethasone                  | relapsed refractory mm |
      | isatuximab      | carfilzomib                                  | relapsed refractory mm |
      | isatuximab      | dexamethasone                                | relapsed refractory mm |
      | isatuximab      | none                                         | relapsed refractory mm |
      | isatuximab      | carfilzomib, prednisone                      | relapsed refractory mm |
      | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide | relapsed refractory mm |
      | other anti cd38 | carfilzomib, dexamethasone                   | relapsed refractory mm |
      | none            |                                              | relapsed refractory mm |
      | isatuximab      | carfilzomib, dexamethasone                   | newly diagnosed mm     |
      | isatuximab      | carfilzomib, dexamethasone                   | al amyloidosis         |
      | isatuximab      | carfilzomib, dexamethasone                   | other                  |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: Without agent, partner drugs or setting IKEMA's safety figures stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-teae3-isa-kd can't be decided for the planned regimen without <missing>
    And safety-discontinuation-isa-kd can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                   | setting                | missing                              |
      | undecided  | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: Prior lines outside of what IKEMA admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then safety-teae3-isa-kd <says> “lies outside of what IKEMA admitted”
    And safety-discontinuation-isa-kd <says> “lies outside of what IKEMA admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:safety-teae3-isa-kd @rule:safety-discontinuation-isa-kd
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, IKEMA is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then safety-teae3-isa-kd <given> “An anti-CD38 antibody was given before”
    And safety-teae3-isa-kd <open> “isn't fully on record”
    And safety-teae3-isa-kd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And safety-discontinuation-isa-kd <given> “An anti-CD38 antibody was given before”
    And safety-discontinuation-isa-kd <open> “isn't fully on record”
    And safety-discontinuation-isa-kd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario: CANDOR gives its safety figures arm by arm
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then safety-teae3-dara-kd says “treatment-emergent adverse events of grade 3 or higher in 82 per cent on daratumumab-Kd (planned), 74 on Kd”
    And safety-teae3-dara-kd does not say “similar”
    And safety-discontinuation-dara-kd says “: discontinuation for an adverse event in 22 per cent on daratumumab-Kd (planned), 25 on Kd”

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: CANDOR's safety figures are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then safety-teae3-dara-kd applies to the <role> regimen as info
    And safety-discontinuation-dara-kd applies to the <role> regimen as info
    And safety-teae3-dara-kd says “(<role>)”
    And safety-discontinuation-dara-kd says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario: CANDOR's safety figures belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then safety-teae3-dara-kd applies to the alternative regimen as info
    And safety-teae3-dara-kd does not apply to the planned regimen
    And safety-teae3-dara-kd does not apply to the current regimen
    And safety-discontinuation-dara-kd applies to the alternative regimen as info
    And safety-discontinuation-dara-kd does not apply to the planned regimen
    And safety-discontinuation-dara-kd does not apply to the current regimen

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: CANDOR's safety figures are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then safety-teae3-dara-kd <verdict>
    And safety-discontinuation-dara-kd <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: One detail off and CANDOR's safety figures aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-teae3-dara-kd does not apply
    And safety-discontinuation-dara-kd does not apply

    Examples:
      | agent           | partners                                     | setting                |
      | isatuximab      | carfilzomib, dexamethasone                   | relapsed refractory mm |
      | daratumumab     | pomalidomide, dexamethasone                  | relapsed refractory mm |
      | daratumumab     | carfilzomib                                  | relapsed refractory mm |
      | daratumumab     | dexamethasone                                | relapsed refractory mm |
      | daratumumab     | none                                         | relapsed refractory mm |
      | daratumumab     | carfilzomib, prednisone                      | relapsed refractory mm |
      | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide | relapsed refractory mm |
      | other anti cd38 | carfilzomib, dexamethasone                   | relapsed refractory mm |
      | none            |                                              | relapsed refractory mm |
      | daratumumab     | carfilzomib, dexamethasone                   | newly diagnosed mm     |
      | daratumumab     | carfilzomib, dexamethasone                   | al amyloidosis         |
      | daratumumab     | carfilzomib, dexamethasone                   | other                  |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: Without agent, partner drugs or setting CANDOR's safety figures stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then safety-teae3-dara-kd can't be decided for the planned regimen without <missing>
    And safety-discontinuation-dara-kd can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                   | setting                | missing                              |
      | undecided   | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: Prior lines outside of what CANDOR admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then safety-teae3-dara-kd <says> “lies outside of what CANDOR admitted”
    And safety-discontinuation-dara-kd <says> “lies outside of what CANDOR admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, CANDOR is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then safety-teae3-dara-kd <given> “An anti-CD38 antibody was given before”
    And safety-teae3-dara-kd <open> “isn't fully on record”
    And safety-teae3-dara-kd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And safety-discontinuation-dara-kd <given> “An anti-CD38 antibody was given before”
    And safety-discontinuation-dara-kd <open> “isn't fully on record”
    And safety-discontinuation-dara-kd <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |
