Feature: What IKEMA reported of survival and response

  @rule:eff-isa-kd-ikema
  Scenario: IKEMA gives its figures with the 99 % interval, the one-sided P value and the adjusted rate of complete response
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then eff-isa-kd-ikema says “median PFS NR (not reached) on isatuximab-Kd (planned), 19.2 months on Kd; hazard ratio 0.531 (99 % CI 0.318–0.889)”
    And eff-isa-kd-ikema says “in 16 countries: 302 patients, assigned 3:2, 179 to isatuximab-Kd and 123 to Kd alone; median follow-up 20.7 months (20.9 on Kd)”
    And eff-isa-kd-ikema says “rounds the hazard ratio to 0.53 (99 % CI 0.32–0.89)”
    And eff-isa-kd-ikema says “printed as P=.0007 in the table; the text calls it one-sided”
    And eff-isa-kd-ikema says “overall response 86.6 and 82.9; very good partial response or better 72.6 and 56.1; complete response 39.7 and 27.6”
    And eff-isa-kd-ikema says “adjusted for interference with immunofixation, is 45.8% on isatuximab-Kd”
    And eff-isa-kd-ikema says “an underestimate, because isatuximab interferes with immunofixation”
    And eff-isa-kd-ikema says “IKEMA admitted relapsed myeloma after 1 to 3 prior lines”
    And eff-isa-kd-ikema says “32.8/33.1 per cent were refractory”
    And eff-isa-kd-ikema says “An update with longer follow-up stands beside these figures”
    And eff-isa-kd-ikema cites leleu-2022/ikema-pfs-hr

  @rule:eff-isa-kd-ikema-update
  Scenario: IKEMA's update is labelled by its follow-up and carries its own levels of confidence
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | none                       |
    When the rule book is applied
    Then eff-isa-kd-ikema-update says “median PFS 35.7 months on isatuximab-Kd (planned), 19.2 on Kd; hazard ratio 0.58 (95.4 % CI 0.42–0.79)”
    And eff-isa-kd-ikema-update says “median follow-up 44 months, after 20.7 (20.9 on Kd) in the first report”
    And eff-isa-kd-ikema-update says “35.7 (95 % CI 25.8–44.0) on isatuximab-Kd, 19.2 (95 % CI 15.8–25.0) on Kd”
    And eff-isa-kd-ikema-update says “no P value is printed with the update”
    And eff-isa-kd-ikema-update says “printed as 19.2 months in the first report too”
    And eff-isa-kd-ikema-update says “called consistent with the interim analysis”
    And eff-isa-kd-ikema-update cites leleu-2022/ikema-update-called-consistent

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: IKEMA's figures of survival and response are shown for each role in which the regimen stands
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <role> antibody      | isatuximab             |
      | <role> partner drugs | <partners>             |
      | <other> antibody     | none                   |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then eff-isa-kd-ikema applies to the <role> regimen as info
    And eff-isa-kd-ikema-update applies to the <role> regimen as info
    And eff-isa-kd-ikema says “(<role>)”
    And eff-isa-kd-ikema-update says “(<role>)”

    Examples:
      | role    | other   | partners                   |
      | planned | current | carfilzomib, dexamethasone |
      | current | planned | carfilzomib, dexamethasone |
      | planned | current | dexamethasone, carfilzomib |

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario: IKEMA's figures of survival and response belong to the alternative plan alone if only that is the regimen
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed mm                 |
      | current antibody          | none                        |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | lenalidomide, dexamethasone |
      | alternative antibody      | isatuximab                  |
      | alternative partner drugs | carfilzomib, dexamethasone  |
    When the rule book is applied
    Then eff-isa-kd-ikema applies to the alternative regimen as info
    And eff-isa-kd-ikema does not apply to the planned regimen
    And eff-isa-kd-ikema does not apply to the current regimen
    And eff-isa-kd-ikema-update applies to the alternative regimen as info
    And eff-isa-kd-ikema-update does not apply to the planned regimen
    And eff-isa-kd-ikema-update does not apply to the current regimen

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: IKEMA gave isatuximab intravenously, so a subcutaneous regimen gets none of its figures of survival and response
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-isa-kd-ikema <verdict>
    And eff-isa-kd-ikema-update <verdict>

    Examples:
      | route        | verdict        |
      | intravenous  | applies        |
      |              | applies        |
      | undecided    | applies        |
      | subcutaneous | does not apply |

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: While the route isn't settled, IKEMA's figures of survival and response are marked as those of intravenous isatuximab
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | <route>                    |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-isa-kd-ikema <says> “route isn't settled on record”
    And eff-isa-kd-ikema-update <says> “route isn't settled on record”

    Examples:
      | route       | says         |
      | intravenous | does not say |
      |             | says         |
      | undecided   | says         |

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: One detail off and IKEMA's figures of survival and response aren't shown
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-isa-kd-ikema does not apply
    And eff-isa-kd-ikema-update does not apply

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

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: Without agent, partner drugs or setting IKEMA's figures of survival and response stay open
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-isa-kd-ikema can't be decided for the planned regimen without <missing>
    And eff-isa-kd-ikema-update can't be decided for the planned regimen without <missing>

    Examples:
      | agent      | partners                   | setting                | missing                              |
      | undecided  | carfilzomib, dexamethasone | relapsed refractory mm | anti-CD38 antibody (planned regimen) |
      | isatuximab |                            | relapsed refractory mm | partner drugs (planned regimen)      |
      | isatuximab | carfilzomib, dexamethasone |                        | disease setting                      |

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: Prior lines outside of what IKEMA admitted are pointed out
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | prior lines           | <lines>                    |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then eff-isa-kd-ikema <says> “lies outside of what IKEMA admitted”
    And eff-isa-kd-ikema-update <says> “lies outside of what IKEMA admitted”

    Examples:
      | lines | says         |
      | 0     | says         |
      | 1     | does not say |
      | 3     | does not say |
      | 4     | says         |
      | 9     | says         |
      |       | does not say |

  @rule:eff-isa-kd-ikema @rule:eff-isa-kd-ikema-update
  Scenario Outline: After an anti-CD38 antibody, or if that isn't on record, IKEMA is marked as silent on it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm     |
      | current antibody      | <current>                  |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
      | earlier antibodies    | <earlier>                  |
    When the rule book is applied
    Then eff-isa-kd-ikema <given> “An anti-CD38 antibody was given before”
    And eff-isa-kd-ikema <open> “isn't fully on record”
    And eff-isa-kd-ikema <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated
    And eff-isa-kd-ikema-update <given> “An anti-CD38 antibody was given before”
    And eff-isa-kd-ikema-update <open> “isn't fully on record”
    And eff-isa-kd-ikema-update <cites> leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | current     | earlier | given        | open         | cites         |
      | none        | none    | does not say | does not say | does not cite |
      | none        |         | does not say | says         | cites         |
      |             | none    | does not say | says         | cites         |
      | daratumumab | none    | says         | does not say | cites         |
