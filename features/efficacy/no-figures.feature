Feature: Regimens without outcome figures in the source

  @rule:eff-no-figures
  Scenario Outline: A regimen on which the source gives no result is called that
    Given a patient assessed on 2024-06-30
      | setting              | <setting>  |
      | <other> antibody     | none       |
      | <role> antibody      | <agent>    |
      | <role> route         | <route>    |
      | <role> partner drugs | <partners> |
      | earlier antibodies   | none       |
    When the rule book is applied
    Then eff-no-figures applies to the <role> regimen as info
    And eff-no-figures says “No outcome figures are given for <role> <agent>”
    And eff-no-figures says “doesn't mean no effect”

    Examples:
      | role    | other   | agent       | route        | partners                                    | setting                |
      | planned | current | daratumumab |              | none                                        | relapsed refractory mm |
      | current | planned | daratumumab |              | none                                        | relapsed refractory mm |
      | planned | current | daratumumab |              | bortezomib, dexamethasone                   | relapsed refractory mm |
      | planned | current | daratumumab |              | lenalidomide, dexamethasone                 | relapsed mm            |
      | planned | current | daratumumab |              | lenalidomide, dexamethasone                 | newly diagnosed mm     |
      | planned | current | daratumumab |              | carfilzomib, dexamethasone                  | newly diagnosed mm     |
      | planned | current | daratumumab |              | bortezomib, cyclophosphamide, dexamethasone | al amyloidosis         |
      | planned | current | isatuximab  |              | none                                        | relapsed refractory mm |
      | planned | current | isatuximab  |              | pomalidomide                                | relapsed refractory mm |
      | planned | current | isatuximab  | subcutaneous | pomalidomide, dexamethasone                 | relapsed refractory mm |
      | planned | current | isatuximab  | subcutaneous | carfilzomib, dexamethasone                  | relapsed refractory mm |
      | planned | current | isatuximab  |              | bortezomib, lenalidomide, dexamethasone     | newly diagnosed mm     |

  @rule:eff-no-figures
  Scenario Outline: What kind of gap it is stands with it
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned route         | <route>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-no-figures <named> “are named without figures”
    And eff-no-figures <later> “only for later treatment after ICARIA-MM”
    And eff-no-figures does not say “without results”
    And eff-no-figures <alone> “refractory to daratumumab”
    And eff-no-figures <iv> “trials that gave it intravenously”

    Examples:
      | agent       | route        | partners                    | setting                | named        | later        | alone        | iv           |
      | daratumumab | subcutaneous | none                        | relapsed refractory mm | says         | says         | does not say | does not say |
      | daratumumab |              | lenalidomide, dexamethasone | relapsed mm            | says         | says         | does not say | does not say |
      | daratumumab |              | lenalidomide, dexamethasone | newly diagnosed mm     | says         | does not say | does not say | does not say |
      | isatuximab  |              | none                        | relapsed refractory mm | does not say | does not say | says         | does not say |
      | isatuximab  | subcutaneous | carfilzomib, dexamethasone  | relapsed refractory mm | does not say | does not say | does not say | says         |
      | isatuximab  | intravenous  | lenalidomide, dexamethasone | relapsed refractory mm | does not say | does not say | does not say | does not say |

  @rule:eff-no-figures
  Scenario Outline: With a figure of any of the eleven rules it isn't said
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <agent>                |
      | planned partner drugs | <partners>             |
    And an earlier course of <earlier>
    When the rule book is applied
    Then <code> applies to the planned regimen
    And eff-no-figures does not apply

    Examples:
      | agent       | partners                    | earlier         | code                       |
      | isatuximab  | pomalidomide, dexamethasone | other anti cd38 | eff-isa-pd-icaria          |
      | daratumumab | pomalidomide, dexamethasone | other anti cd38 | eff-dara-pd-apollo         |
      | isatuximab  | carfilzomib, dexamethasone  | other anti cd38 | eff-isa-kd-ikema           |
      | isatuximab  | carfilzomib, dexamethasone  | other anti cd38 | eff-isa-kd-ikema-update    |
      | daratumumab | carfilzomib, dexamethasone  | other anti cd38 | eff-dara-kd-candor         |
      | daratumumab | carfilzomib, dexamethasone  | other anti cd38 | eff-dara-kd-candor-update  |
      | isatuximab  | none                        | daratumumab     | seq-isa-mono-after-dara    |
      | isatuximab  | pomalidomide, dexamethasone | daratumumab     | seq-isa-pd-after-dara-ph1b |
      | daratumumab | none                        | isatuximab      | seq-dara-mono-after-isa    |
      | daratumumab | bortezomib, dexamethasone   | isatuximab      | seq-dara-combo-after-isa   |

  @rule:eff-no-figures
  Scenario: Subcutaneous isatuximab-Pd after daratumumab has the two series after all
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm      |
      | current antibody      | none                        |
      | planned antibody      | isatuximab                  |
      | planned route         | subcutaneous                |
      | planned partner drugs | pomalidomide, dexamethasone |
    And an earlier course of daratumumab
    When the rule book is applied
    Then eff-isa-pd-icaria does not apply
    And seq-isa-pd-after-dara-retro applies to the planned regimen
    And eff-no-figures does not apply

  @rule:eff-no-figures
  Scenario Outline: Without agent, partner drugs or setting on record it isn't said
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | <agent>    |
      | planned partner drugs | <partners> |
      | earlier antibodies    | none       |
    When the rule book is applied
    Then eff-no-figures does not apply

    Examples:
      | agent           | partners                  | setting                |
      | undecided       | bortezomib, dexamethasone | relapsed refractory mm |
      | daratumumab     |                           | relapsed refractory mm |
      | daratumumab     | bortezomib, dexamethasone |                        |
      | other anti cd38 | bortezomib, dexamethasone | relapsed refractory mm |
      | none            |                           | relapsed refractory mm |

  @rule:eff-no-figures
  Scenario Outline: While it is open whether another antibody came before, so is whether there are figures
    Given a patient assessed on 2024-06-30
      | setting               | relapsed refractory mm |
      | current antibody      | none                   |
      | planned antibody      | <agent>                |
      | planned partner drugs | <partners>             |
    When the rule book is applied
    Then eff-no-figures can't be decided for the planned regimen without earlier anti-CD38 antibodies

    Examples:
      | agent       | partners                  |
      | isatuximab  | none                      |
      | daratumumab | none                      |
      | daratumumab | bortezomib, dexamethasone |

  @rule:eff-no-figures
  Scenario: While the partner drugs aren't recorded no figures are said to be missing, though none fits the setting
    Given a patient assessed on 2024-03-15
      | setting            | newly diagnosed mm |
      | current antibody   | none               |
      | planned antibody   | isatuximab         |
      | earlier antibodies | none               |
    When the rule book is applied
    Then eff-no-figures does not apply
