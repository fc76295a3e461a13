Feature: Subcutaneous daratumumab and isatuximab

  Rule: Subcutaneous daratumumab has one schedule, alone, with Pd or with Rd

    @rule:dose-dara-sc
    Scenario Outline: Subcutaneous daratumumab alone, with Pd or with Rd has a schedule
      Given a patient assessed on 2024-06-30
        | setting              | <setting>    |
        | <role> antibody      | daratumumab  |
        | <role> route         | subcutaneous |
        | <role> partner drugs | <partners>   |
        | <other> antibody     | none         |
      When the rule book is applied
      Then dose-dara-sc applies to the <role> regimen as info
      And dose-dara-sc says “<role> subcutaneous daratumumab: over ~ 5 min”
      And dose-dara-sc says “QW for 8 weeks, Q2W in weeks 9–24, Q4W from week 25”
      And dose-dara-sc does not say “16 mg/kg”
      And dose-dara-iv-pd does not apply
      And dose-not-in-source does not apply

      Examples:
        | role    | other   | setting                | partners                    |
        | planned | current | relapsed refractory mm | none                        |
        | planned | current | relapsed mm            | pomalidomide, dexamethasone |
        | current | planned | relapsed refractory mm | lenalidomide, dexamethasone |
        | current | planned | newly diagnosed mm     | lenalidomide, dexamethasone |
        | planned | current | other                  | none                        |

    @rule:dose-dara-sc
    Scenario: The dose isn't given, and where the source hedges it is said
      Given a patient assessed on 2024-06-30
        | setting                   | relapsed refractory mm |
        | current antibody          | none                   |
        | planned antibody          | isatuximab             |
        | alternative antibody      | daratumumab            |
        | alternative route         | subcutaneous           |
        | alternative partner drugs | none                   |
      When the rule book is applied
      Then dose-dara-sc applies to the alternative regimen as info
      And dose-dara-sc says “The subcutaneous dose in milligrams isn't given”
      And dose-dara-sc says “No subcutaneous schedule with carfilzomib, bortezomib or another partner is given”
      And dose-dara-sc says “a press release that it cites speaks in its title of all indications”
      And dose-dara-sc does not say “No approval of daratumumab”
      And dose-dara-sc does not cite leleu-2022/daratumumab-other-approvals-not-described
      And meta-conflict-in-source applies

    @rule:dose-dara-sc @rule:label-dara-not-described
    Scenario Outline: A schedule that is described is no approval of the setting
      Given a patient assessed on 2024-06-30
        | setting               | <setting>    |
        | current antibody      | none         |
        | planned antibody      | daratumumab  |
        | planned route         | subcutaneous |
        | planned partner drugs | <partners>   |
      When the rule book is applied
      Then dose-dara-sc applies to the planned regimen as info
      And dose-dara-sc says “No approval of daratumumab with these partner drugs, or alone, is described”
      And dose-dara-sc cites leleu-2022/daratumumab-other-approvals-not-described
      And label-dara-not-described applies to the planned regimen as warning

      Examples:
        | setting            | partners                    |
        | newly diagnosed mm | none                        |
        | newly diagnosed mm | pomalidomide, dexamethasone |
        | other              | lenalidomide, dexamethasone |

    @rule:dose-dara-sc
    Scenario Outline: With another route, agent or partner, or in amyloidosis, this schedule isn't shown
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-sc does not apply

      Examples:
        | planned     | route        | partners                                | setting                |
        | isatuximab  | subcutaneous | pomalidomide, dexamethasone             | relapsed refractory mm |
        | daratumumab | intravenous  | pomalidomide, dexamethasone             | relapsed refractory mm |
        | daratumumab | subcutaneous | carfilzomib, dexamethasone              | relapsed refractory mm |
        | daratumumab | subcutaneous | bortezomib, dexamethasone               | relapsed refractory mm |
        | daratumumab | subcutaneous | dexamethasone                           | relapsed mm            |
        | daratumumab | subcutaneous | pomalidomide                            | relapsed mm            |
        | daratumumab | subcutaneous | lenalidomide, dexamethasone, venetoclax | relapsed mm            |
        | daratumumab | subcutaneous | bortezomib, melphalan, prednisone       | newly diagnosed mm     |
        | daratumumab | subcutaneous | none                                    | al amyloidosis         |
        | daratumumab | subcutaneous | lenalidomide, dexamethasone             | al amyloidosis         |

    @rule:dose-dara-sc
    Scenario Outline: What isn't recorded leaves the subcutaneous schedule open
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-sc can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | route        | partners | setting     | missing                              |
        | daratumumab |              | none     | relapsed mm | route (planned regimen)              |
        | daratumumab | undecided    | none     | relapsed mm | route (planned regimen)              |
        | daratumumab | subcutaneous |          | relapsed mm | partner drugs (planned regimen)      |
        | daratumumab | subcutaneous | none     |             | disease setting                      |
        | undecided   | subcutaneous | none     | relapsed mm | anti-CD38 antibody (planned regimen) |

  Rule: Non-inferiority of the subcutaneous form is shown where it is used or the route is open

    @rule:dose-dara-sc-noninferior
    Scenario Outline: Daratumumab given subcutaneously, or by a route still to be chosen
      Given a patient assessed on 2024-06-30
        | setting              | <setting>   |
        | <role> antibody      | daratumumab |
        | <role> route         | <route>     |
        | <role> partner drugs | <partners>  |
        | <other> antibody     | none        |
      When the rule book is applied
      Then dose-dara-sc-noninferior applies to the <role> regimen as info
      And dose-dara-sc-noninferior says “Daratumumab (<role> here): the source calls the subcutaneous form non-inferior”

      Examples:
        | role    | other   | route        | partners                   | setting                |
        | planned | current | subcutaneous | none                       | relapsed refractory mm |
        | planned | current | subcutaneous | carfilzomib, dexamethasone | relapsed mm            |
        | planned | current | undecided    | none                       | relapsed refractory mm |
        | planned | current | undecided    |                            | relapsed mm            |
        | current | planned | subcutaneous |                            | relapsed refractory mm |

    @rule:dose-dara-sc-noninferior
    Scenario: Each trial is named with its phase and prior lines, and that no figures are given
      Given a patient assessed on 2024-06-30
        | setting              | relapsed refractory mm |
        | current antibody     | none                   |
        | planned antibody     | isatuximab             |
        | alternative antibody | daratumumab            |
        | alternative route    | subcutaneous           |
      When the rule book is applied
      Then dose-dara-sc-noninferior applies to the alternative regimen as info
      And dose-dara-sc-noninferior says “COLUMBA, a phase III trial after ≥ 3 prior lines”
      And dose-dara-sc-noninferior says “PLEIADES, a phase II trial after ≥ 1 prior lines”
      And dose-dara-sc-noninferior says “No endpoint, margin or figure of the comparison is given”
      And dose-dara-sc-noninferior says “A phase II trial is a weak basis for non-inferiority”
      And dose-dara-sc-noninferior does not say “The route is recorded as undecided”
      And meta-conflict-in-source applies

    @rule:dose-dara-sc-noninferior
    Scenario Outline: For daratumumab alone fewer prior lines than in COLUMBA are pointed out
      Given a patient assessed on 2024-06-30
        | setting               | relapsed refractory mm |
        | prior lines           | <lines>                |
        | current antibody      | none                   |
        | planned antibody      | daratumumab            |
        | planned route         | undecided              |
        | planned partner drugs | <partners>             |
      When the rule book is applied
      Then dose-dara-sc-noninferior <says> “Fewer prior lines are on record than the patients of COLUMBA had”
      And dose-dara-sc-noninferior says “The route is recorded as undecided; this says what was studied”

      Examples:
        | partners                    | lines | says         |
        | none                        | 2     | says         |
        | none                        | 3     | does not say |
        | none                        | 4     | does not say |
        | none                        |       | does not say |
        | lenalidomide, dexamethasone | 2     | does not say |

    @rule:dose-dara-sc-noninferior
    Scenario Outline: Intravenous daratumumab, isatuximab and other settings aren't meant
      Given a patient assessed on 2024-06-30
        | setting          | <setting> |
        | current antibody | none      |
        | planned antibody | <planned> |
        | planned route    | <route>   |
      When the rule book is applied
      Then dose-dara-sc-noninferior does not apply

      Examples:
        | planned     | route        | setting                |
        | daratumumab | intravenous  | relapsed refractory mm |
        | isatuximab  | subcutaneous | relapsed refractory mm |
        | isatuximab  | undecided    | relapsed refractory mm |
        | daratumumab | subcutaneous | newly diagnosed mm     |
        | daratumumab | undecided    | al amyloidosis         |
        | daratumumab | subcutaneous | other                  |

    @rule:dose-dara-sc-noninferior
    Scenario Outline: A route that isn't recorded is no open choice
      Given a patient assessed on 2024-06-30
        | setting          | <setting> |
        | current antibody | none      |
        | planned antibody | <planned> |
        | planned route    | <route>   |
      When the rule book is applied
      Then dose-dara-sc-noninferior can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | route        | setting     | missing                              |
        | daratumumab |              | relapsed mm | route (planned regimen)              |
        | daratumumab | subcutaneous |             | disease setting                      |
        | daratumumab | undecided    |             | disease setting                      |
        | undecided   | subcutaneous | relapsed mm | anti-CD38 antibody (planned regimen) |
        | undecided   | undecided    | relapsed mm | anti-CD38 antibody (planned regimen) |

  Rule: Subcutaneous isatuximab is described as under investigation

    @rule:dose-isa-sc-investigational
    Scenario Outline: Subcutaneous isatuximab is pointed out with any partner and in any setting
      Given a patient assessed on 2024-06-30
        | setting              | <setting>    |
        | prior lines          | 2            |
        | <role> antibody      | isatuximab   |
        | <role> route         | subcutaneous |
        | <role> partner drugs | <partners>   |
        | <other> antibody     | none         |
      When the rule book is applied
      Then dose-isa-sc-investigational applies to the <role> regimen as warning
      And dose-isa-sc-investigational is an alert of its own
      And dose-isa-sc-investigational says “Subcutaneous isatuximab (<role>) is described as under investigation”
      And dose-isa-iv does not apply
      And dose-not-in-source does not apply
      And label-isa-pd does not apply
      And label-isa-kd-us does not apply
      And label-isa-kd-eu does not apply

      Examples:
        | role    | other   | setting                | partners                    |
        | planned | current | relapsed refractory mm | pomalidomide, dexamethasone |
        | planned | current | relapsed mm            | carfilzomib, dexamethasone  |
        | current | planned | newly diagnosed mm     | none                        |
        | current | planned |                        |                             |

    @rule:dose-isa-sc-investigational
    Scenario: What is known of other forms isn't borrowed
      Given a patient assessed on 2024-06-30
        | current antibody     | none         |
        | planned antibody     | daratumumab  |
        | planned route        | subcutaneous |
        | alternative antibody | isatuximab   |
        | alternative route    | subcutaneous |
      When the rule book is applied
      Then dose-isa-sc-investigational applies to the alternative regimen as warning
      And dose-isa-sc-investigational does not apply to the planned regimen
      And dose-isa-sc-investigational says “no dose, schedule or rate of reactions for it”
      And dose-isa-sc-investigational says “for subcutaneous daratumumab, doesn't describe it”
      And dose-isa-sc-investigational says “an approval after that isn't taken in”
      And dose-isa-sc-investigational does not say “mg/kg”
      And dose-isa-sc-investigational does not say “15%”
      And dose-isa-sc-investigational cites leleu-2022/isatuximab-sc-under-investigation

    @rule:dose-isa-sc-investigational
    Scenario Outline: Intravenous isatuximab and subcutaneous daratumumab aren't meant
      Given a patient assessed on 2024-06-30
        | setting          | relapsed mm |
        | current antibody | none        |
        | planned antibody | <planned>   |
        | planned route    | <route>     |
      When the rule book is applied
      Then dose-isa-sc-investigational does not apply

      Examples:
        | planned         | route        |
        | isatuximab      | intravenous  |
        | daratumumab     | subcutaneous |
        | other anti cd38 | subcutaneous |
        | none            |              |

    @rule:dose-isa-sc-investigational
    Scenario Outline: Without a route, or an antibody, it can't be said
      Given a patient assessed on 2024-06-30
        | setting          | relapsed mm |
        | current antibody | none        |
        | planned antibody | <planned>   |
        | planned route    | <route>     |
      When the rule book is applied
      Then dose-isa-sc-investigational can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | route        | missing                              |
        | isatuximab |              | route (planned regimen)              |
        | isatuximab | undecided    | route (planned regimen)              |
        | undecided  | subcutaneous | anti-CD38 antibody (planned regimen) |
