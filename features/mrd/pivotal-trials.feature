Feature: MRD negativity in the pivotal trials

  @rule:mrd-icaria
  Scenario: ICARIA-MM gives MRD negativity with what is known of who was tested
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then mrd-icaria says “MRD negativity in 5 per cent on isatuximab-Pd (planned), 0 on Pd”
    And mrd-icaria says “only after a complete or stringent complete response”
    And mrd-icaria says “may have been underestimated”
    And mrd-icaria says “(4.5 per cent on isatuximab-Pd), though only such responders were tested”
    And mrd-icaria says “press release”
    And mrd-icaria cites leleu-2022/icaria-mrd-cites-a-press-release
    And mrd-icaria cites leleu-2022/icaria-mrd-only-in-complete-response

  @rule:mrd-icaria
  Scenario Outline: ICARIA-MM's MRD rates are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then mrd-icaria applies to the <role> regimen as info
    And mrd-icaria says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:mrd-icaria
  Scenario: ICARIA-MM's MRD rates belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-icaria applies to the alternative regimen as info
    And mrd-icaria does not apply to the planned regimen
    And mrd-icaria does not apply to the current regimen

  @rule:mrd-icaria
  Scenario Outline: ICARIA-MM gave isatuximab intravenously, so a subcutaneous regimen gets none of its MRD rates
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-icaria <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:mrd-icaria
  Scenario Outline: While the route isn't settled, ICARIA-MM's MRD rates are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-icaria <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:mrd-icaria
  Scenario Outline: One detail off and ICARIA-MM's MRD rates aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-icaria does not apply

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

  @rule:mrd-icaria
  Scenario Outline: Without agent, partner drugs or setting ICARIA-MM's MRD rates stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-icaria can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                    | setting                | missing                              |
      | undecided  | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:mrd-icaria
  Scenario Outline: Prior lines outside of what ICARIA-MM admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-icaria <says> “fewer prior lines than ICARIA-MM asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | says         |
      | 2     | does not say |
      | 3     | does not say |
      |       | does not say |

  @rule:mrd-icaria
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, ICARIA-MM is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then mrd-icaria <given> “An anti-CD38 antibody was given before”
    And mrd-icaria <open> “isn't fully on record”
    And mrd-icaria <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |

  @rule:mrd-apollo
  Scenario: APOLLO gives MRD negativity with what is known of who was tested
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then mrd-apollo says “MRD negativity in 9 per cent on daratumumab-Pd (planned), 2 on Pd”
    And mrd-apollo says “Who was tested for MRD, when, by which method and with which sensitivity isn't given”

  @rule:mrd-apollo
  Scenario Outline: APOLLO's MRD rates are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then mrd-apollo applies to the <role> regimen as info
    And mrd-apollo says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:mrd-apollo
  Scenario: APOLLO's MRD rates belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-apollo applies to the alternative regimen as info
    And mrd-apollo does not apply to the planned regimen
    And mrd-apollo does not apply to the current regimen

  @rule:mrd-apollo
  Scenario Outline: APOLLO's MRD rates are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-apollo <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:mrd-apollo
  Scenario Outline: One detail off and APOLLO's MRD rates aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-apollo does not apply

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

  @rule:mrd-apollo
  Scenario Outline: Without agent, partner drugs or setting APOLLO's MRD rates stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-apollo can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                    | setting                | missing                              |
      | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:mrd-apollo
  Scenario Outline: Prior lines outside of what APOLLO admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then mrd-apollo <says> “fewer prior lines than APOLLO asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 2     | does not say |
      |       | does not say |

  @rule:mrd-apollo
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, APOLLO is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then mrd-apollo <given> “An anti-CD38 antibody was given before”
    And mrd-apollo <open> “isn't fully on record”
    And mrd-apollo <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |

  @rule:mrd-ikema
  Scenario: IKEMA gives MRD negativity with what is known of who was tested
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then mrd-ikema says “MRD negativity in 29.6 per cent on isatuximab-Kd (planned), 13.0 on Kd”
    And mrd-ikema says “printed as p=0.0004”
    And mrd-ikema says “Whether the P value is one-sided or two-sided isn't stated”
    And mrd-ikema says “intent-to-treat population”
    And mrd-ikema says “at any time after the first dose by the table's footnote, at best response by the text”
    And mrd-ikema says “under the label of safety”
    And mrd-ikema does not say “CANDOR”

  @rule:mrd-ikema
  Scenario Outline: IKEMA's MRD rates are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then mrd-ikema applies to the <role> regimen as info
    And mrd-ikema says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:mrd-ikema
  Scenario: IKEMA's MRD rates belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then mrd-ikema applies to the alternative regimen as info
    And mrd-ikema does not apply to the planned regimen
    And mrd-ikema does not apply to the current regimen

  @rule:mrd-ikema
  Scenario Outline: IKEMA gave isatuximab intravenously, so a subcutaneous regimen gets none of its MRD rates
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then mrd-ikema <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:mrd-ikema
  Scenario Outline: While the route isn't settled, IKEMA's MRD rates are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then mrd-ikema <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:mrd-ikema
  Scenario Outline: One detail off and IKEMA's MRD rates aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-ikema does not apply

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

  @rule:mrd-ikema
  Scenario Outline: Without agent, partner drugs or setting IKEMA's MRD rates stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-ikema can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                   | setting                | missing                              |
      | undecided  | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:mrd-ikema
  Scenario Outline: Prior lines outside of what IKEMA admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then mrd-ikema <says> “lies outside of what IKEMA admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:mrd-ikema
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, IKEMA is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then mrd-ikema <given> “An anti-CD38 antibody was given before”
    And mrd-ikema <open> “isn't fully on record”
    And mrd-ikema <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |

  @rule:mrd-candor
  Scenario: CANDOR gives MRD negativity with what is known of who was tested
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then mrd-candor says “MRD negativity in 18 per cent on daratumumab-Kd (planned), 4 on Kd”
    And mrd-candor says “The text prints 17.6% on daratumumab-Kd”
    And mrd-candor says “at the 12-month landmark (from 8 to 13 months)”
    And mrd-candor says “disagrees with itself on who was tested”
    And mrd-candor does not say “IKEMA”

  @rule:mrd-candor
  Scenario Outline: CANDOR's MRD rates are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then mrd-candor applies to the <role> regimen as info
    And mrd-candor says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:mrd-candor
  Scenario: CANDOR's MRD rates belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then mrd-candor applies to the alternative regimen as info
    And mrd-candor does not apply to the planned regimen
    And mrd-candor does not apply to the current regimen

  @rule:mrd-candor
  Scenario Outline: CANDOR's MRD rates are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then mrd-candor <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:mrd-candor
  Scenario Outline: One detail off and CANDOR's MRD rates aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-candor does not apply

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

  @rule:mrd-candor
  Scenario Outline: Without agent, partner drugs or setting CANDOR's MRD rates stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then mrd-candor can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                   | setting                | missing                              |
      | undecided   | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:mrd-candor
  Scenario Outline: Prior lines outside of what CANDOR admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then mrd-candor <says> “lies outside of what CANDOR admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:mrd-candor
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, CANDOR is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then mrd-candor <given> “An anti-CD38 antibody was given before”
    And mrd-candor <open> “isn't fully on record”
    And mrd-candor <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |
