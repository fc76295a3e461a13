Feature: Regimens for which the source gives no schedule

  @rule:dose-not-in-source
  Scenario Outline: A recorded regimen that no schedule fits is pointed out
    Given a patient assessed on 2024-06-30
      | setting              | <setting>  |
      | <role> antibody      | <antibody> |
      | <role> route         | <route>    |
      | <role> partner drugs | <partners> |
      | <other> antibody     | none       |
    When the rule book is applied
    Then dose-not-in-source applies to the <role> regimen as warning
    And dose-not-in-source says “no schedule for this <role> regimen of <antibody>”
    And dose-isa-iv does not apply
    And dose-dara-iv-pd does not apply
    And dose-dara-iv-kd does not apply
    And dose-dara-sc does not apply
    And dose-isa-sc-investigational does not apply

    Examples:
      | role    | other   | antibody    | route        | partners                                    | setting                |
      | planned | current | daratumumab | intravenous  | none                                        | relapsed refractory mm |
      | planned | current | daratumumab | intravenous  | lenalidomide, dexamethasone                 | relapsed refractory mm |
      | planned | current | daratumumab | intravenous  | bortezomib, dexamethasone                   | relapsed mm            |
      | planned | current | daratumumab | subcutaneous | bortezomib, dexamethasone                   | relapsed mm            |
      | current | planned | daratumumab | subcutaneous | carfilzomib, dexamethasone                  | relapsed mm            |
      | current | planned | daratumumab | subcutaneous | bortezomib, melphalan, prednisone           | newly diagnosed mm     |
      | current | planned | daratumumab | intravenous  | bortezomib, thalidomide, dexamethasone      | newly diagnosed mm     |
      | planned | current | daratumumab | subcutaneous | bortezomib, cyclophosphamide, dexamethasone | al amyloidosis         |
      | planned | current | daratumumab | subcutaneous | none                                        | al amyloidosis         |
      | planned | current | daratumumab | intravenous  | pomalidomide, dexamethasone                 | newly diagnosed mm     |
      | planned | current | daratumumab | intravenous  | pomalidomide, dexamethasone, venetoclax     | relapsed refractory mm |
      | planned | current | isatuximab  | intravenous  | none                                        | relapsed refractory mm |
      | current | planned | isatuximab  | intravenous  | bortezomib, dexamethasone                   | relapsed refractory mm |
      | planned | current | isatuximab  | intravenous  | bortezomib, lenalidomide, dexamethasone     | newly diagnosed mm     |
      | planned | current | isatuximab  | intravenous  | pomalidomide, dexamethasone                 | newly diagnosed mm     |
      | planned | current | isatuximab  | intravenous  | carfilzomib, dexamethasone                  | other                  |

  @rule:dose-not-in-source
  Scenario Outline: A regimen with a schedule, or with a warning of its own, isn't one of these
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <antibody> |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then dose-not-in-source does not apply
    And <answer> applies to the planned regimen

    Examples:
      | antibody    | route        | partners                    | setting                | answer                      |
      | isatuximab  | intravenous  | pomalidomide, dexamethasone | relapsed refractory mm | dose-isa-iv                 |
      | isatuximab  | intravenous  | carfilzomib, dexamethasone  | relapsed mm            | dose-isa-iv                 |
      | isatuximab  | subcutaneous | none                        | relapsed mm            | dose-isa-sc-investigational |
      | daratumumab | intravenous  | pomalidomide, dexamethasone | relapsed refractory mm | dose-dara-iv-pd             |
      | daratumumab | intravenous  | carfilzomib, dexamethasone  | relapsed refractory mm | dose-dara-iv-kd             |
      | daratumumab | subcutaneous | none                        | relapsed refractory mm | dose-dara-sc                |
      | daratumumab | subcutaneous | pomalidomide, dexamethasone | relapsed refractory mm | dose-dara-sc                |
      | daratumumab | subcutaneous | lenalidomide, dexamethasone | newly diagnosed mm     | dose-dara-sc                |

  @rule:dose-not-in-source
  Scenario Outline: A route or partner drugs that aren't recorded are asked for elsewhere
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <antibody>             |
      | planned route         | <route>                |
      | planned partner drugs | <partners>             |
    When the rule book is applied
    Then dose-not-in-source does not apply

    Examples:
      | antibody        | route        | partners                  |
      | daratumumab     |              | bortezomib, dexamethasone |
      | daratumumab     | undecided    | bortezomib, dexamethasone |
      | daratumumab     | subcutaneous |                           |
      | isatuximab      |              | none                      |
      | isatuximab      | intravenous  |                           |
      | undecided       |              | none                      |
      | other anti cd38 | intravenous  | none                      |

  @rule:dose-not-in-source
  Scenario Outline: While a schedule may still fit, it stays open what the source gives
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <antibody> |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then dose-not-in-source can't be decided for the planned regimen without <missing>

    Examples:
      | antibody    | route        | partners                    | missing                              |
      | isatuximab  | intravenous  | pomalidomide, dexamethasone | disease setting                      |
      | isatuximab  | intravenous  | carfilzomib, dexamethasone  | disease setting                      |
      | daratumumab | intravenous  | pomalidomide, dexamethasone | disease setting                      |
      | daratumumab | intravenous  | carfilzomib, dexamethasone  | disease setting                      |
      | daratumumab | subcutaneous | none                        | disease setting                      |
      | undecided   | intravenous  | none                        | anti-CD38 antibody (planned regimen) |

  @rule:dose-not-in-source
  Scenario Outline: A setting that isn't recorded doesn't matter where no setting has a schedule
    Given a patient assessed on 2024-06-30
      | current antibody      | none       |
      | planned antibody      | <antibody> |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
    When the rule book is applied
    Then dose-not-in-source applies to the planned regimen as warning

    Examples:
      | antibody    | route        | partners                   |
      | daratumumab | intravenous  | none                       |
      | daratumumab | subcutaneous | carfilzomib, dexamethasone |
      | isatuximab  | intravenous  | bortezomib, dexamethasone  |

  @rule:dose-not-in-source
  Scenario: The schedules that are described are listed and lent to nobody
    Given a patient assessed on 2024-06-30
      | setting                   | relapsed refractory mm     |
      | current antibody          | none                       |
      | planned antibody          | isatuximab                 |
      | alternative antibody      | daratumumab                |
      | alternative route         | subcutaneous               |
      | alternative partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then dose-not-in-source applies to the alternative regimen as warning
    And dose-not-in-source is an alert of its own
    And dose-not-in-source says “A schedule of another regimen, route or setting doesn't describe this one”
    And dose-not-in-source says “doesn't speak against the regimen”
    And dose-not-in-source does not say “mg/kg”
    And dose-not-in-source cites leleu-2022/schedules-given-for-few-regimens

  @rule:dose-not-in-source @rule:label-dara-not-described @rule:label-isa-not-described
  Scenario Outline: Where no approval is described, the missing schedule stands under that
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <antibody>             |
      | planned route         | intravenous            |
      | planned partner drugs | <partners>             |
    When the rule book is applied
    Then dose-not-in-source is shown under <approval>
    And <approval> is an alert of its own

    Examples:
      | antibody    | partners                  | approval                 |
      | daratumumab | venetoclax, dexamethasone | label-dara-not-described |
      | isatuximab  | bortezomib, dexamethasone | label-isa-not-described  |
      | isatuximab  | none                      | label-isa-not-described  |

  @rule:dose-not-in-source
  Scenario: A missing schedule of one regimen isn't hidden by a missing approval of another
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm    |
      | current antibody      | daratumumab               |
      | current route         | intravenous               |
      | current partner drugs | bortezomib, dexamethasone |
      | planned antibody      | isatuximab                |
      | planned partner drugs | none                      |
    When the rule book is applied
    Then label-isa-not-described applies to the planned regimen as warning
    And dose-not-in-source applies to the current regimen as warning
    And dose-not-in-source is an alert of its own

  @rule:dose-not-in-source
  Scenario: While the partner drugs aren't recorded no schedule is said to be missing, though no schedule fits the setting
    Given a patient assessed on 2024-03-15
      | setting          | newly diagnosed mm |
      | current antibody | none               |
      | planned antibody | daratumumab        |
      | planned route    | intravenous        |
    When the rule book is applied
    Then dose-not-in-source does not apply
