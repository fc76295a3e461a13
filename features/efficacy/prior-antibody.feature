Feature: Pivotal figures after a prior anti-CD38 antibody

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: After an anti-CD38 antibody each of the four regimens gets the warning
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | <other> antibody     | none                   |
      | <role> antibody      | <agent>                |
      | <role> partner drugs | <partners>             |
    And an earlier course of <earlier>
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative applies to the <role> regimen as warning
    And eff-prior-anti-cd38-not-representative says “pivotal figures of the <role> regimen”
    And eff-prior-anti-cd38-not-representative says “not the response to expect”
    And eff-prior-anti-cd38-not-representative says “7 of 47 patients had earlier daratumumab; the overall response rate was 14.3% in these, 60% in those without it”
    And eff-prior-anti-cd38-not-representative says “series of 15 patients, 8 patients (53%) reached a partial response”
    And eff-prior-anti-cd38-not-representative cites leleu-2022/isatuximab-pd-phase-ib-response
    And eff-prior-anti-cd38-not-representative cites leleu-2022/pivotal-trials-prior-anti-cd38-not-stated

    Examples:
      | role    | other   | agent       | partners                    | earlier     |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | daratumumab |
      | current | planned | isatuximab  | pomalidomide, dexamethasone | daratumumab |
      | planned | current | isatuximab  | carfilzomib, dexamethasone  | daratumumab |
      | planned | current | daratumumab | pomalidomide, dexamethasone | isatuximab  |
      | planned | current | daratumumab | carfilzomib, dexamethasone  | isatuximab  |
      | current | planned | daratumumab | carfilzomib, dexamethasone  | isatuximab  |
      | planned | current | daratumumab | carfilzomib, dexamethasone  | daratumumab |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | isatuximab  |
      | planned | current | isatuximab  | pomalidomide, dexamethasone | unnamed     |

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: A regimen of which only one detail keeps figures back gets the warning too
    Given a patient assessed on 2024-06-30
      | setting               | <setting>                   |
      | current antibody      | none                        |
      | planned antibody      | <agent>                     |
      | planned route         | <route>                     |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative applies to the planned regimen as warning

    Examples:
      | agent      | route        | setting                |
      | isatuximab | subcutaneous | relapsed refractory mm |
      | isatuximab |              |                        |
      | undecided  |              | relapsed refractory mm |

  @rule:eff-prior-anti-cd38-not-representative
  Scenario: The current antibody comes before a plan with the other one, and not before itself
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed refractory mm      |
      | current antibody          | daratumumab                 |
      | current partner drugs     | pomalidomide, dexamethasone |
      | planned antibody          | isatuximab                  |
      | planned partner drugs     | carfilzomib, dexamethasone  |
      | alternative antibody      | daratumumab                 |
      | alternative partner drugs | carfilzomib, dexamethasone  |
      | earlier antibodies        | none                        |
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative applies to the planned regimen as warning
    And eff-prior-anti-cd38-not-representative does not apply to the current regimen
    And eff-prior-anti-cd38-not-representative does not apply to the alternative regimen

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: One detail off and there is no such warning
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <agent>                |
      | planned partner drugs | <partners>             |
    And an earlier course of <earlier>
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative does not apply

    Examples:
      | agent           | partners                    | earlier         |
      | isatuximab      | pomalidomide                | daratumumab     |
      | isatuximab      | none                        | daratumumab     |
      | daratumumab     | lenalidomide, dexamethasone | isatuximab      |
      | daratumumab     | bortezomib, dexamethasone   | isatuximab      |
      | other anti cd38 | pomalidomide, dexamethasone | daratumumab     |
      | none            |                             | daratumumab     |
      | isatuximab      | pomalidomide, dexamethasone | other anti cd38 |

  @rule:eff-prior-anti-cd38-not-representative
  Scenario: Without an earlier antibody there is no such warning
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | pomalidomide, dexamethasone |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative does not apply
    And eff-isa-pd-icaria applies to the planned regimen as info

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: The warning stays open while what was given before, or the regimen, isn't recorded
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | <current>              |
      | planned antibody      | isatuximab             |
      | planned partner drugs | <partners>             |
      | earlier antibodies    | <earlier>              |
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative can't be decided for the planned regimen without <missing>

    Examples:
      | current     | partners                    | earlier | missing                              |
      | none        | pomalidomide, dexamethasone |         | earlier anti-CD38 antibodies         |
      |             | pomalidomide, dexamethasone | none    | anti-CD38 antibody (current regimen) |
      | daratumumab |                             | none    | partner drugs (planned regimen)      |

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: The figures are shown under the warning, not beside it
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <agent>                |
      | planned partner drugs | <partners>             |
    And an earlier course of <earlier>
    When the rule book is applied
    Then <code> is shown under eff-prior-anti-cd38-not-representative
    And eff-prior-anti-cd38-not-representative is an alert of its own

    Examples:
      | agent       | partners                    | earlier     | code                      |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | eff-isa-pd-icaria         |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | eff-almost-all-subgroups  |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab | mrd-icaria                |
      | daratumumab | pomalidomide, dexamethasone | isatuximab  | eff-dara-pd-apollo        |
      | daratumumab | pomalidomide, dexamethasone | isatuximab  | mrd-apollo                |
      | isatuximab  | carfilzomib, dexamethasone  | daratumumab | eff-isa-kd-ikema          |
      | isatuximab  | carfilzomib, dexamethasone  | daratumumab | eff-isa-kd-ikema-update   |
      | isatuximab  | carfilzomib, dexamethasone  | daratumumab | mrd-ikema                 |
      | daratumumab | carfilzomib, dexamethasone  | isatuximab  | eff-dara-kd-candor        |
      | daratumumab | carfilzomib, dexamethasone  | isatuximab  | eff-dara-kd-candor-update |
      | daratumumab | carfilzomib, dexamethasone  | isatuximab  | mrd-candor                |

  @rule:eff-prior-anti-cd38-not-representative
  Scenario: The warning of one regimen doesn't cover the figures of another
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | daratumumab                 |
      | current partner drugs | pomalidomide, dexamethasone |
      | planned antibody      | isatuximab                  |
      | planned partner drugs | carfilzomib, dexamethasone  |
      | earlier antibodies    | none                        |
    When the rule book is applied
    Then eff-isa-kd-ikema is shown under eff-prior-anti-cd38-not-representative
    And eff-dara-pd-apollo is an alert of its own

  @rule:eff-prior-anti-cd38-not-representative
  Scenario Outline: An antibody without a name is to be confirmed
    Given a patient assessed on 2024-06-30
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned partner drugs | carfilzomib, dexamethasone |
    And an earlier course of <earlier>
    When the rule book is applied
    Then eff-prior-anti-cd38-not-representative <says> “isn't named on record”
    And eff-prior-anti-cd38-not-representative says “nothing follows from them for another regimen”

    Examples:
      | earlier     | says         |
      | unnamed     | says         |
      | daratumumab | does not say |
