Feature: What APOLLO reported of survival and response

  @rule:eff-dara-pd-apollo
  Scenario: APOLLO gives its figures arm by arm, with both routes and the manufacturer's page
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then eff-dara-pd-apollo says “median PFS 12.4 months on daratumumab-Pd (planned), 6.9 on Pd; hazard ratio 0.63 (95 % CI 0.47–0.85)”
    And eff-dara-pd-apollo says “in 12 countries: 304 patients, 151 on daratumumab-Pd and 153 on Pd alone; median follow-up 16.9 months”
    And eff-dara-pd-apollo says “overall response 69 and 46; very good partial response or better 51 and 19.6”
    And eff-dara-pd-apollo says “complete response, stringent ones included, 24.5 and 3.9”
    And eff-dara-pd-apollo says “its P value is printed as P=0.0018”
    And eff-dara-pd-apollo says “Whether the P value is one-sided or two-sided isn't stated”
    And eff-dara-pd-apollo says “at least 1 prior line, lenalidomide and a proteasome inhibitor included”
    And eff-dara-pd-apollo says “80/48/42 per cent were refractory”
    And eff-dara-pd-apollo says “intravenously at first and subcutaneously after an amendment”
    And eff-dara-pd-apollo says “A page of the manufacturer's information service”
    And eff-dara-pd-apollo cites leleu-2022/apollo-route-amendment

  @rule:eff-dara-pd-apollo
  Scenario Outline: APOLLO's figures of survival and response are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then eff-dara-pd-apollo applies to the <role> regimen as info
    And eff-dara-pd-apollo says “(<role>)”

    Examples:
      | role    | other   | partners                    |
      | planned | current | pomalidomide, dexamethasone |
      | current | planned | pomalidomide, dexamethasone |
      | planned | current | dexamethasone, pomalidomide |

  @rule:eff-dara-pd-apollo
  Scenario: APOLLO's figures of survival and response belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-dara-pd-apollo applies to the alternative regimen as info
    And eff-dara-pd-apollo does not apply to the planned regimen
    And eff-dara-pd-apollo does not apply to the current regimen

  @rule:eff-dara-pd-apollo
  Scenario Outline: APOLLO's figures of survival and response are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-dara-pd-apollo <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:eff-dara-pd-apollo
  Scenario Outline: One detail off and APOLLO's figures of survival and response aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-dara-pd-apollo does not apply

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

  @rule:eff-dara-pd-apollo
  Scenario Outline: Without agent, partner drugs or setting APOLLO's figures of survival and response stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-dara-pd-apollo can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                    | setting                | missing                              |
      | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                             | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | pomalidomide, dexamethasone |                        | disease setting                      |

  @rule:eff-dara-pd-apollo
  Scenario Outline: Prior lines outside of what APOLLO admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | prior lines           | <lines>                     |
      | current antibody      | none                        |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then eff-dara-pd-apollo <says> “fewer prior lines than APOLLO asked for”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 2     | does not say |
      |       | does not say |

  @rule:eff-dara-pd-apollo
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, APOLLO is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | <current>                   |
      | planned antibody      | daratumumab                 |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | <earlier>                   |
    When the rule book is applied
    Then eff-dara-pd-apollo <given> “An anti-CD38 antibody was given before”
    And eff-dara-pd-apollo <open> “isn't fully on record”
    And eff-dara-pd-apollo <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |
