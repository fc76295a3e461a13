Feature: What CANDOR reported of survival and response

  @rule:eff-dara-kd-candor
  Scenario: CANDOR gives its figures with the two-sided P value and its own route
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then eff-dara-kd-candor says “median PFS NR (not reached) on daratumumab-Kd (planned), 15.8 months on Kd; hazard ratio 0.63 (95 % CI 0.46–0.85)”
    And eff-dara-kd-candor says “466 patients, assigned 2:1, 312 to daratumumab-Kd and 154 to Kd alone; median follow-up 16.9 months (16.3 on Kd)”
    And eff-dara-kd-candor says “printed as P=.0027 in the table; the text calls it two-sided”
    And eff-dara-kd-candor says “overall response 84 and 75; very good partial response or better 69 and 49; complete response 29 and 10”
    And eff-dara-kd-candor says “33/29 per cent were refractory”
    And eff-dara-kd-candor says “In how many countries the trial was run isn't said”
    And eff-dara-kd-candor cites leleu-2022/candor-pfs-hr-text

  @rule:eff-dara-kd-candor-update
  Scenario: CANDOR's update is labelled by its follow-up, arm by arm
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then eff-dara-kd-candor-update says “median PFS 28.6 months on daratumumab-Kd (planned), 15.2 on Kd; hazard ratio 0.59 (95 % CI 0.45–0.78)”
    And eff-dara-kd-candor-update says “median follow-up 27.8 months on daratumumab-Kd and 27.0 on Kd, after 16.9 (16.3 on Kd) in the first report”
    And eff-dara-kd-candor-update says “28.6 (95 % CI 22.7–not estimable) on daratumumab-Kd, 15.2 (95 % CI 11.1–19.9) on Kd”
    And eff-dara-kd-candor-update says “The median of the Kd arm was 15.8 months in the first report”
    And eff-dara-kd-candor-update says “The P value is printed as log-rank p < 0.0001”
    And eff-dara-kd-candor-update says “Whether the P value is one-sided or two-sided isn't stated”

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: CANDOR's figures of survival and response are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | daratumumab            |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then eff-dara-kd-candor applies to the <role> regimen as info
    And eff-dara-kd-candor-update applies to the <role> regimen as info
    And eff-dara-kd-candor says “(<role>)”
    And eff-dara-kd-candor-update says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario: CANDOR's figures of survival and response belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | daratumumab                 |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then eff-dara-kd-candor applies to the alternative regimen as info
    And eff-dara-kd-candor does not apply to the planned regimen
    And eff-dara-kd-candor does not apply to the current regimen
    And eff-dara-kd-candor-update applies to the alternative regimen as info
    And eff-dara-kd-candor-update does not apply to the planned regimen
    And eff-dara-kd-candor-update does not apply to the current regimen

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: CANDOR's figures of survival and response are shown for either route of daratumumab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-dara-kd-candor <verdict>
    And eff-dara-kd-candor-update <verdict>

    Examples:
      | route        | verdict |
      | intravenous  | applies |
      |              | applies |
      | undecided    | applies |
      | subcutaneous | applies |

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: One detail off and CANDOR's figures of survival and response aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-dara-kd-candor does not apply
    And eff-dara-kd-candor-update does not apply

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

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: Without agent, partner drugs or setting CANDOR's figures of survival and response stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-dara-kd-candor can't be decided for the planned regimen without <missing>
    And eff-dara-kd-candor-update can't be decided for the planned regimen without <missing>

    Examples:
      | agent       | partners                   | setting                | missing                              |
      | undecided   | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | daratumumab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | daratumumab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: Prior lines outside of what CANDOR admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-dara-kd-candor <says> “lies outside of what CANDOR admitted”
    And eff-dara-kd-candor-update <says> “lies outside of what CANDOR admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, CANDOR is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | daratumumab                |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then eff-dara-kd-candor <given> “An anti-CD38 antibody was given before”
    And eff-dara-kd-candor <open> “isn't fully on record”
    And eff-dara-kd-candor <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And eff-dara-kd-candor-update <given> “An anti-CD38 antibody was given before”
    And eff-dara-kd-candor-update <open> “isn't fully on record”
    And eff-dara-kd-candor-update <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current    | earlier | given        | open         | cites         |
      | none       | none    | does not say | does not say | does not cite |
      | none       |         | does not say | says         | cites         |
      |            | none    | does not say | says         | cites         |
      | isatuximab | none    | says         | does not say | cites         |

  @rule:eff-dara-kd-candor @rule:eff-dara-kd-candor-update @rule:mrd-candor @rule:safety-teae3-dara-kd @rule:safety-discontinuation-dara-kd @rule:eff-almost-all-subgroups
  Scenario Outline: CANDOR gave daratumumab intravenously, which is pointed out for a subcutaneous regimen
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | daratumumab                |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-dara-kd-candor <says> “route is recorded as subcutaneous”
    And eff-dara-kd-candor-update <says> “route is recorded as subcutaneous”
    And mrd-candor <says> “route is recorded as subcutaneous”
    And safety-teae3-dara-kd <says> “route is recorded as subcutaneous”
    And safety-discontinuation-dara-kd <says> “route is recorded as subcutaneous”
    And eff-almost-all-subgroups <says> “route is recorded as subcutaneous”

    Examples:
      | route        | says         |
      | subcutaneous | says         |
      | intravenous  | does not say |
      |              | does not say |
