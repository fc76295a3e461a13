Feature: Schedules of intravenous isatuximab and daratumumab

  Rule: Intravenous isatuximab has one schedule, with Pd or Kd

    @rule:dose-isa-iv
    Scenario Outline: Intravenous isatuximab with Pd or Kd in relapsed myeloma has a schedule
      Given a patient assessed on 2024-06-30
        | setting              | <setting>    |
        | <role> antibody      | isatuximab   |
        | <role> route         | intravenous  |
        | <role> partner drugs | <partners>   |
        | <other> antibody     | none         |
      When the rule book is applied
      Then dose-isa-iv applies to the <role> regimen as info
      And dose-isa-iv says “<role> intravenous isatuximab with Pd or Kd: 10 mg/kg, weekly in cycle 1”
      And dose-not-in-source does not apply

      Examples:
        | role    | other   | setting                | partners                    |
        | planned | current | relapsed refractory mm | pomalidomide, dexamethasone |
        | planned | current | relapsed mm            | carfilzomib, dexamethasone  |
        | current | planned | relapsed refractory mm | carfilzomib, dexamethasone  |
        | current | planned | relapsed mm            | dexamethasone, pomalidomide |

    @rule:dose-isa-iv
    Scenario: The days of each cycle are shown with what isn't given
      Given a patient assessed on 2024-06-30
        | setting                   | relapsed refractory mm      |
        | current antibody          | none                        |
        | planned antibody          | daratumumab                 |
        | alternative antibody      | isatuximab                  |
        | alternative route         | intravenous                 |
        | alternative partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then dose-isa-iv applies to the alternative regimen as info
      And dose-isa-iv does not apply to the planned regimen
      And dose-isa-iv says “cycle 1 fall on days 1, 8, 15, and 22, those of each later cycle on days 1 and 15”
      And dose-isa-iv says “The length of a cycle, the rate of the infusion and changes of the dose aren't given”
      And dose-isa-iv says “nothing of isatuximab alone, of the subcutaneous form or of newly diagnosed myeloma”
      And dose-isa-iv cites leleu-2022/cycle-length-and-infusion-rate-not-given

    @rule:dose-isa-iv
    Scenario Outline: One detail off and the schedule isn't that of isatuximab with Pd or Kd
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-isa-iv does not apply

      Examples:
        | planned         | route        | partners                                  | setting                |
        | daratumumab     | intravenous  | pomalidomide, dexamethasone               | relapsed refractory mm |
        | other anti cd38 | intravenous  | pomalidomide, dexamethasone               | relapsed refractory mm |
        | isatuximab      | subcutaneous | pomalidomide, dexamethasone               | relapsed refractory mm |
        | isatuximab      | intravenous  | pomalidomide                              | relapsed refractory mm |
        | isatuximab      | intravenous  | pomalidomide, dexamethasone, venetoclax   | relapsed refractory mm |
        | isatuximab      | intravenous  | carfilzomib, lenalidomide, dexamethasone  | relapsed mm            |
        | isatuximab      | intravenous  | dexamethasone                             | relapsed mm            |
        | isatuximab      | intravenous  | none                                      | relapsed mm            |
        | isatuximab      | intravenous  | carfilzomib, prednisone                   | relapsed mm            |
        | isatuximab      | intravenous  | pomalidomide, dexamethasone               | newly diagnosed mm     |
        | isatuximab      | intravenous  | carfilzomib, dexamethasone                | al amyloidosis         |
        | isatuximab      | intravenous  | carfilzomib, dexamethasone                | other                  |

    @rule:dose-isa-iv
    Scenario Outline: Isatuximab by a route that isn't recorded is not taken for intravenous
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-isa-iv can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | route       | partners                    | setting                | missing                              |
        | isatuximab |             | pomalidomide, dexamethasone | relapsed refractory mm | route (planned regimen)              |
        | isatuximab | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | route (planned regimen)              |
        | isatuximab | intravenous |                             | relapsed refractory mm | partner drugs (planned regimen)      |
        | isatuximab | intravenous | carfilzomib, dexamethasone  |                        | disease setting                      |
        | undecided  | intravenous | carfilzomib, dexamethasone  | relapsed mm            | anti-CD38 antibody (planned regimen) |

  Rule: Intravenous daratumumab has one schedule with Pd

    @rule:dose-dara-iv-pd
    Scenario Outline: Intravenous daratumumab with Pd in relapsed myeloma has a schedule
      Given a patient assessed on 2024-06-30
        | setting              | <setting>                   |
        | <role> antibody      | daratumumab                 |
        | <role> route         | intravenous                 |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | <other> antibody     | none                        |
      When the rule book is applied
      Then dose-dara-iv-pd applies to the <role> regimen as info
      And dose-dara-iv-pd says “<role> intravenous daratumumab with Pd: 16 mg/kg, weekly at first”
      And dose-dara-iv-pd says “QW for 8 weeks, Q2W in weeks 9–24, Q4W from week 25; QW is weekly”
      And dose-dara-iv-pd does not say “8 mg/kg”
      And dose-dara-iv-pd says “with Kd, or subcutaneously, daratumumab is given another way”
      And dose-dara-iv-kd does not apply
      And dose-dara-sc does not apply
      And dose-not-in-source does not apply

      Examples:
        | role    | other   | setting                |
        | planned | current | relapsed refractory mm |
        | planned | current | relapsed mm            |
        | current | planned | relapsed refractory mm |

    @rule:dose-dara-iv-pd
    Scenario: The schedule with Pd for an alternative plan
      Given a patient assessed on 2024-06-30
        | setting                   | relapsed refractory mm      |
        | current antibody          | none                        |
        | planned antibody          | isatuximab                  |
        | alternative antibody      | daratumumab                 |
        | alternative route         | intravenous                 |
        | alternative partner drugs | pomalidomide, dexamethasone |
      When the rule book is applied
      Then dose-dara-iv-pd applies to the alternative regimen as info
      And dose-dara-iv-pd cites leleu-2022/dose-changes-not-given

    @rule:dose-dara-iv-pd
    Scenario Outline: One detail off and the schedule isn't that of intravenous daratumumab with Pd
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-iv-pd does not apply

      Examples:
        | planned     | route        | partners                                | setting                |
        | isatuximab  | intravenous  | pomalidomide, dexamethasone             | relapsed refractory mm |
        | daratumumab | subcutaneous | pomalidomide, dexamethasone             | relapsed refractory mm |
        | daratumumab | intravenous  | carfilzomib, dexamethasone              | relapsed refractory mm |
        | daratumumab | intravenous  | lenalidomide, dexamethasone             | relapsed refractory mm |
        | daratumumab | intravenous  | pomalidomide                            | relapsed mm            |
        | daratumumab | intravenous  | pomalidomide, dexamethasone, other drug | relapsed mm            |
        | daratumumab | intravenous  | none                                    | relapsed mm            |
        | daratumumab | intravenous  | pomalidomide, dexamethasone             | newly diagnosed mm     |
        | daratumumab | intravenous  | pomalidomide, dexamethasone             | other                  |

    @rule:dose-dara-iv-pd
    Scenario Outline: What isn't recorded leaves the schedule with Pd open
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-iv-pd can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | route       | partners                    | setting     | missing                              |
        | daratumumab |             | pomalidomide, dexamethasone | relapsed mm | route (planned regimen)              |
        | daratumumab | undecided   | pomalidomide, dexamethasone | relapsed mm | route (planned regimen)              |
        | daratumumab | intravenous |                             | relapsed mm | partner drugs (planned regimen)      |
        | daratumumab | intravenous | pomalidomide, dexamethasone |             | disease setting                      |
        | undecided   | intravenous | pomalidomide, dexamethasone | relapsed mm | anti-CD38 antibody (planned regimen) |

  Rule: Intravenous daratumumab starts with a split dose with Kd

    @rule:dose-dara-iv-kd
    Scenario Outline: Intravenous daratumumab with Kd in relapsed myeloma has a schedule
      Given a patient assessed on 2024-06-30
        | setting              | <setting>                  |
        | <role> antibody      | daratumumab                |
        | <role> route         | intravenous                |
        | <role> partner drugs | carfilzomib, dexamethasone |
        | <other> antibody     | none                       |
      When the rule book is applied
      Then dose-dara-iv-kd applies to the <role> regimen as info
      And dose-dara-iv-kd says “daratumumab with Kd: 8 mg/kg on days 1 and 2 in week 1, then 16 mg/kg”
      And dose-dara-iv-kd says “16 mg/kg QW in weeks 2–8, Q2W in weeks 9–24, Q4W from week 25”
      And dose-dara-iv-kd says “with Pd, or subcutaneously, daratumumab is given another way”
      And dose-dara-iv-pd does not apply
      And dose-dara-sc does not apply
      And dose-not-in-source does not apply

      Examples:
        | role    | other   | setting                |
        | planned | current | relapsed refractory mm |
        | planned | current | relapsed mm            |
        | current | planned | relapsed refractory mm |

    @rule:dose-dara-iv-kd
    Scenario: The schedule with Kd for an alternative plan
      Given a patient assessed on 2024-06-30
        | setting                   | relapsed refractory mm     |
        | current antibody          | none                       |
        | planned antibody          | isatuximab                 |
        | alternative antibody      | daratumumab                |
        | alternative route         | intravenous                |
        | alternative partner drugs | carfilzomib, dexamethasone |
      When the rule book is applied
      Then dose-dara-iv-kd applies to the alternative regimen as info
      And dose-dara-iv-kd says “alternatively planned intravenous daratumumab”
      And dose-dara-iv-kd cites leleu-2022/daratumumab-iv-kd-first-dose

    @rule:dose-dara-iv-kd
    Scenario Outline: One detail off and the schedule isn't that of intravenous daratumumab with Kd
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-iv-kd does not apply

      Examples:
        | planned     | route        | partners                                 | setting                |
        | isatuximab  | intravenous  | carfilzomib, dexamethasone               | relapsed refractory mm |
        | daratumumab | subcutaneous | carfilzomib, dexamethasone               | relapsed refractory mm |
        | daratumumab | intravenous  | pomalidomide, dexamethasone              | relapsed refractory mm |
        | daratumumab | intravenous  | bortezomib, dexamethasone                | relapsed refractory mm |
        | daratumumab | intravenous  | carfilzomib                              | relapsed mm            |
        | daratumumab | intravenous  | carfilzomib, lenalidomide, dexamethasone | relapsed mm            |
        | daratumumab | intravenous  | carfilzomib, dexamethasone               | newly diagnosed mm     |
        | daratumumab | intravenous  | carfilzomib, dexamethasone               | al amyloidosis         |

    @rule:dose-dara-iv-kd
    Scenario Outline: What isn't recorded leaves the schedule with Kd open
      Given a patient assessed on 2024-06-30
        | setting               | <setting>  |
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned route         | <route>    |
        | planned partner drugs | <partners> |
      When the rule book is applied
      Then dose-dara-iv-kd can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | route       | partners                   | setting     | missing                              |
        | daratumumab |             | carfilzomib, dexamethasone | relapsed mm | route (planned regimen)              |
        | daratumumab | undecided   | carfilzomib, dexamethasone | relapsed mm | route (planned regimen)              |
        | daratumumab | intravenous |                            | relapsed mm | partner drugs (planned regimen)      |
        | daratumumab | intravenous | carfilzomib, dexamethasone |             | disease setting                      |
        | undecided   | intravenous | carfilzomib, dexamethasone | relapsed mm | anti-CD38 antibody (planned regimen) |
