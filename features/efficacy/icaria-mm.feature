Feature: What ICARIA-MM reported of survival and response

  @rule:eff-isa-pd-icaria
  Scenario: ICARIA-MM gives its figures arm by arm, with the interval, and says that sidedness isn't stated
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then eff-isa-pd-icaria says “median PFS 11.5 months on isatuximab-Pd (planned), 6.5 on Pd; hazard ratio 0.596 (95 % CI 0.44–0.81)”
    And eff-isa-pd-icaria says “in 24 countries: 307 patients, 154 on isatuximab-Pd and 153 on Pd alone; median follow-up 11.6 months”
    And eff-isa-pd-icaria says “overall response 60.4 and 35.3; very good partial response or better 31.8 and 8.5”
    And eff-isa-pd-icaria says “complete response, stringent ones included, 4.5 and 2”
    And eff-isa-pd-icaria says “its P value is printed as P=0.001”
    And eff-isa-pd-icaria says “Whether the P value is one-sided or two-sided isn't stated”
    And eff-isa-pd-icaria says “at least 2 prior lines, lenalidomide and a proteasome inhibitor among them”
    And eff-isa-pd-icaria says “93/76/71 per cent were refractory to lenalidomide / a proteasome inhibitor / both”
    And eff-isa-pd-icaria says “ICARIA-MM gave isatuximab intravenously”
    And eff-isa-pd-icaria says “set isatuximab-Pd against Pd only”
    And eff-isa-pd-icaria does not say “expected”
    And eff-isa-pd-icaria cites leleu-2022/icaria-pfs-hr
    And eff-isa-pd-icaria assumes something of route (planned regimen)

  @rule:eff-isa-pd-icaria
  Scenario Outline: ICARIA-MM's figures of survival and response are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then eff-isa-pd-icaria applies to the <role> regimen as info
    And eff-isa-pd-icaria says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:eff-isa-pd-icaria
  Scenario: ICARIA-MM's figures of survival and response belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-isa-pd-icaria applies to the alternative regimen as info
    And eff-isa-pd-icaria does not apply to the planned regimen
    And eff-isa-pd-icaria does not apply to the current regimen

  @rule:eff-isa-pd-icaria
  Scenario Outline: ICARIA-MM gave isatuximab intravenously, so a subcutaneous regimen gets none of its figures of survival and response
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-isa-pd-icaria <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:eff-isa-pd-icaria
  Scenario Outline: While the route isn't settled, ICARIA-MM's figures of survival and response are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-isa-pd-icaria <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:eff-isa-pd-icaria
  Scenario Outline: One detail off and ICARIA-MM's figures of survival and response aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-isa-pd-icaria does not apply

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

  @rule:eff-isa-pd-icaria
  Scenario Outline: Without agent, partner drugs or setting ICARIA-MM's figures of survival and response stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-isa-pd-icaria can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                    | setting                | missing                              |
      | undecided  | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:eff-isa-pd-icaria
  Scenario Outline: Prior lines outside of what ICARIA-MM admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-isa-pd-icaria <says> “fewer prior lines than ICARIA-MM asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | says         |
      | 2     | does not say |
      | 3     | does not say |
      |       | does not say |

  @rule:eff-isa-pd-icaria
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, ICARIA-MM is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then eff-isa-pd-icaria <given> “An anti-CD38 antibody was given before”
    And eff-isa-pd-icaria <open> “isn't fully on record”
    And eff-isa-pd-icaria <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |
