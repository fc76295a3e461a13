Feature: Gain(1q21) and soft-tissue plasmacytoma

  Rule: Figures exist for isatuximab-Pd, and by gain(1q21) for isatuximab-Kd

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: The figures by gain(1q21) and plasmacytoma are shown for the planned and the current regimen, relapsed or refractory
      Given a patient assessed on 2024-06-30
        | current antibody         | <current>                  |
        | planned antibody         | <planned>                  |
        | <role> partner drugs     | <partners>                 |
        | setting                  | <setting>                  |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> applies to the <role> regimen as info

      Examples:
        | code                | role    | current    | planned    | partners                    | setting                | FISH findings               | soft-tissue plasmacytoma |
        | gain1q21-isa-pd     | planned | none       | isatuximab | dexamethasone, pomalidomide | relapsed mm            | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | current | isatuximab | none       | pomalidomide, dexamethasone | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-kd     | planned | none       | isatuximab | dexamethasone, carfilzomib  | relapsed mm            | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | current | isatuximab | none       | carfilzomib, dexamethasone  | relapsed refractory mm | gain(1q21) present          |                          |
        | plasmacytoma-isa-pd | planned | none       | isatuximab | dexamethasone, pomalidomide | relapsed mm            |                             | yes                      |
        | plasmacytoma-isa-pd | current | isatuximab | none       | pomalidomide, dexamethasone | relapsed refractory mm |                             | yes                      |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: Another antibody, partner or setting shows none of the figures by gain(1q21) and plasmacytoma
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | setting                  | <setting>                  |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                | planned         | partners                                      | setting                | FISH findings               | soft-tissue plasmacytoma |
        | gain1q21-isa-pd     | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | pomalidomide                                  | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | none                                          | relapsed refractory mm | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | gain(1q21) present isolated |                          |
        | gain1q21-isa-kd     | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab      | carfilzomib                                   | relapsed refractory mm | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab      | carfilzomib, dexamethasone                    | other                  | gain(1q21) present          |                          |
        | plasmacytoma-isa-pd | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | pomalidomide                                  | relapsed refractory mm |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | none                                          | relapsed refractory mm |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         |                             | yes                      |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: Subcutaneous isatuximab shows none of the figures by gain(1q21) and plasmacytoma, subcutaneous daratumumab does
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | planned route            | <route>                    |
        | setting                  | relapsed refractory mm     |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                | planned    | partners                    | route        | outcome                        | FISH findings               | soft-tissue plasmacytoma |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone |              | applies to the planned regimen | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | gain(1q21) present isolated |                          |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | subcutaneous | does not apply                 | gain(1q21) present isolated |                          |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  |              | applies to the planned regimen | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | gain(1q21) present          |                          |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | gain(1q21) present          |                          |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |              | applies to the planned regimen |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen |                             | yes                      |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone | subcutaneous | does not apply                 |                             | yes                      |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: What isn't recorded leaves the figures by gain(1q21) and plasmacytoma open
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | setting                  | <setting>                  |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without <missing>

      Examples:
        | code                | planned    | partners                    | setting                | FISH findings               | soft-tissue plasmacytoma | missing                              |
        | gain1q21-isa-pd     | isatuximab |                             | relapsed refractory mm | gain(1q21) present isolated |                          | partner drugs (planned regimen)      |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone |                        | gain(1q21) present isolated |                          | disease setting                      |
        | gain1q21-isa-pd     | undecided  | pomalidomide, dexamethasone | relapsed refractory mm | gain(1q21) present isolated |                          | anti-CD38 antibody (planned regimen) |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | relapsed refractory mm | amp(1q) present             |                          | gain(1q21)                           |
        | gain1q21-isa-kd     | isatuximab |                             | relapsed refractory mm | gain(1q21) present          |                          | partner drugs (planned regimen)      |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  |                        | gain(1q21) present          |                          | disease setting                      |
        | gain1q21-isa-kd     | undecided  | carfilzomib, dexamethasone  | relapsed refractory mm | gain(1q21) present          |                          | anti-CD38 antibody (planned regimen) |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | relapsed refractory mm | amp(1q) present             |                          | gain(1q21)                           |
        | plasmacytoma-isa-pd | isatuximab |                             | relapsed refractory mm |                             | yes                      | partner drugs (planned regimen)      |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                        |                             | yes                      | disease setting                      |
        | plasmacytoma-isa-pd | undecided  | pomalidomide, dexamethasone | relapsed refractory mm |                             | yes                      | anti-CD38 antibody (planned regimen) |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone | relapsed refractory mm |                             |                          | soft-tissue plasmacytoma             |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: Without the abnormality, or with amp(1q) in its place, no figure is shown
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | setting                  | relapsed refractory mm     |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                | planned    | partners                    | FISH findings                      | soft-tissue plasmacytoma |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) absent                  |                          |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) absent, amp(1q) present | yes                      |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | gain(1q21) absent                  |                          |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | gain(1q21) absent, amp(1q) present | yes                      |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone | gain(1q21) present                 | no                       |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: The intervals are shown as printed
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | setting                  | relapsed refractory mm     |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> says “<figure>”
      And <code> <note> “The interval includes 1; a benefit isn't shown statistically in this subgroup”

      Examples:
        | code                | planned    | partners                    | FISH findings               | soft-tissue plasmacytoma | figure                   | note         |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) present isolated |                          | 0.50 (95 % CI 0.28–0.88) | does not say |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | gain(1q21) present          |                          | 0.57 (95 % CI 0.33–0.98) | does not say |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                             | yes                      | 0.22 (95 % CI 0.07–0.69) | does not say |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:plasmacytoma-isa-pd
    Scenario Outline: P for interaction and the limits of each figure stand beside it
      Given a patient assessed on 2024-06-30
        | current antibody         | none                       |
        | planned antibody         | <planned>                  |
        | planned partner drugs    | <partners>                 |
        | setting                  | relapsed refractory mm     |
        | FISH findings            | <FISH findings>            |
        | soft-tissue plasmacytoma | <soft-tissue plasmacytoma> |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code                | planned    | partners                    | FISH findings               | soft-tissue plasmacytoma | words                                                                    |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) present isolated |                          | P for interaction is printed as NR (not reported)                        |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) present isolated |                          | without printing a median                                                |
        | gain1q21-isa-pd     | isatuximab | pomalidomide, dexamethasone | gain(1q21) present isolated |                          | The text ties this figure to isolated gain(1q21), the table to gain 1q21 |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | gain(1q21) present          |                          | P for interaction is printed as 0.5572                                   |
        | gain1q21-isa-kd     | isatuximab | carfilzomib, dexamethasone  | gain(1q21) present          |                          | Whether gain(1q21) was the only abnormality in these patients isn't said |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                             | yes                      | P for interaction is printed as NR (not reported)                        |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                             | yes                      | The interval is very wide                                                |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                             | yes                      | without printing a median                                                |
        | plasmacytoma-isa-pd | isatuximab | pomalidomide, dexamethasone |                             | yes                      | Plasmacytoma that grows from bone isn't addressed                        |

    @rule:gain1q21-isa-pd
    Scenario Outline: Gain(1q21) that isn't isolated, or may not be, is shown with a note
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | FISH findings         | gain(1q21) <finding>        |
      When the rule book is applied
      Then gain1q21-isa-pd applies to the planned regimen as info
      And gain1q21-isa-pd <not> “Gain(1q21) is recorded here beside other abnormalities”
      And gain1q21-isa-pd <open> “Whether gain(1q21) is the only abnormality isn't recorded here”

      Examples:
        | finding              | not          | open         |
        | present isolated     | does not say | does not say |
        | present not isolated | says         | does not say |
        | present              | does not say | says         |

    @rule:gain1q21-isa-pd @rule:gain1q21-isa-kd @rule:gain1q21-dara-no-data
    Scenario Outline: Amp(1q) beside gain(1q21) is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then <code> <note> “Amp(1q) is recorded as well; the source doesn't name it”

      Examples:
        | code                  | planned     | partners                    | findings                            | note         |
        | gain1q21-isa-pd       | isatuximab  | pomalidomide, dexamethasone | gain(1q21) present, amp(1q) present | says         |
        | gain1q21-isa-pd       | isatuximab  | pomalidomide, dexamethasone | gain(1q21) present, amp(1q) absent  | does not say |
        | gain1q21-isa-pd       | isatuximab  | pomalidomide, dexamethasone | gain(1q21) present                  | does not say |
        | gain1q21-isa-kd       | isatuximab  | carfilzomib, dexamethasone  | gain(1q21) present, amp(1q) present | says         |
        | gain1q21-isa-kd       | isatuximab  | carfilzomib, dexamethasone  | gain(1q21) present, amp(1q) absent  | does not say |
        | gain1q21-isa-kd       | isatuximab  | carfilzomib, dexamethasone  | gain(1q21) present                  | does not say |
        | gain1q21-dara-no-data | daratumumab | carfilzomib, dexamethasone  | gain(1q21) present, amp(1q) present | says         |
        | gain1q21-dara-no-data | daratumumab | carfilzomib, dexamethasone  | gain(1q21) present, amp(1q) absent  | does not say |
        | gain1q21-dara-no-data | daratumumab | carfilzomib, dexamethasone  | gain(1q21) present                  | does not say |

  Rule: Where a trial gives no figure, that is said

    @rule:gain1q21-dara-no-data
    Scenario Outline: With daratumumab gain(1q21) has no figure
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then gain1q21-dara-no-data applies to the <role> regimen as info
      And gain1q21-dara-no-data says “<words>”
      And gain1q21-dara-no-data says “the absence of an analysis isn't the absence of a benefit”
      And gain1q21-dara-no-data cites leleu-2022/<cited>
      And gain1q21-dara-no-data does not cite leleu-2022/<other>

      Examples:
        | role    | agent       | partners                    | route        | setting                | findings                        | plasmacytoma | words                                         | cited            | other            |
        | planned | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm | gain(1q21) present              |              | for APOLLO the table prints NA (not analyzed) | apollo-gain-1q21 | candor-gain-1q21 |
        | current | daratumumab | pomalidomide, dexamethasone | subcutaneous | relapsed mm            | gain(1q21) present isolated     |              | for APOLLO the table prints NA (not analyzed) | apollo-gain-1q21 | candor-gain-1q21 |
        | planned | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm | gain(1q21) present              |              | for CANDOR the table prints NR (not reported) | candor-gain-1q21 | apollo-gain-1q21 |
        | current | daratumumab | carfilzomib, dexamethasone  | intravenous  | relapsed refractory mm | gain(1q21) present not isolated |              | for CANDOR the table prints NR (not reported) | candor-gain-1q21 | apollo-gain-1q21 |

    @rule:gain1q21-dara-no-data
    Scenario Outline: Without gain(1q21), or with another regimen or setting, nothing is said of it
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then gain1q21-dara-no-data does not apply

      Examples:
        | role    | agent       | partners                                      | route | setting                | findings                           | plasmacytoma |
        | planned | daratumumab | pomalidomide, dexamethasone                   |       | relapsed refractory mm | gain(1q21) absent                  |              |
        | planned | daratumumab | carfilzomib, dexamethasone                    |       | relapsed refractory mm | gain(1q21) absent, amp(1q) present |              |
        | planned | isatuximab  | pomalidomide, dexamethasone                   |       | relapsed refractory mm | gain(1q21) present                 |              |
        | planned | isatuximab  | carfilzomib, dexamethasone                    |       | relapsed refractory mm | gain(1q21) present                 |              |
        | planned | daratumumab | none                                          |       | relapsed refractory mm | gain(1q21) present                 |              |
        | planned | daratumumab | pomalidomide, dexamethasone, cyclophosphamide |       | relapsed refractory mm | gain(1q21) present                 |              |
        | planned | daratumumab | carfilzomib, dexamethasone                    |       | newly diagnosed mm     | gain(1q21) present                 |              |

    @rule:gain1q21-dara-no-data
    Scenario Outline: While gain(1q21), partners or setting aren't recorded it stays open
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then gain1q21-dara-no-data can't be decided for the <role> regimen without <missing>

      Examples:
        | role    | agent       | partners                    | route | setting                | findings           | plasmacytoma | missing                         |
        | planned | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm |                    |              | gain(1q21)                      |
        | planned | daratumumab | carfilzomib, dexamethasone  |       | relapsed refractory mm | amp(1q) present    |              | gain(1q21)                      |
        | current | daratumumab |                             |       | relapsed refractory mm | gain(1q21) present |              | partner drugs (current regimen) |
        | planned | daratumumab | carfilzomib, dexamethasone  |       |                        | gain(1q21) present |              | disease setting                 |

    @rule:plasmacytoma-no-data
    Scenario Outline: Outside of isatuximab-Pd soft-tissue plasmacytoma has no figure
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then plasmacytoma-no-data applies to the <role> regimen as info
      And plasmacytoma-no-data says “<words>”
      And plasmacytoma-no-data says “the absence of an analysis isn't the absence of a benefit”
      And plasmacytoma-no-data cites leleu-2022/<cited>
      And plasmacytoma-no-data does not cite leleu-2022/<other>

      Examples:
        | role    | agent       | partners                    | route        | setting                | findings | plasmacytoma | words                                         | cited                              | other                              |
        | planned | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm |          | yes          | for APOLLO the table prints NA (not analyzed) | apollo-plasmacytoma                | carfilzomib-plasmacytoma-not-given |
        | current | daratumumab | pomalidomide, dexamethasone | subcutaneous | relapsed mm            |          | yes          | for APOLLO the table prints NA (not analyzed) | apollo-plasmacytoma                | carfilzomib-plasmacytoma-not-given |
        | planned | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm |          | yes          | no figure from IKEMA                          | carfilzomib-plasmacytoma-not-given | apollo-plasmacytoma                |
        | current | isatuximab  | carfilzomib, dexamethasone  | intravenous  | relapsed refractory mm |          | yes          | no figure from IKEMA                          | carfilzomib-plasmacytoma-not-given | apollo-plasmacytoma                |
        | planned | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm |          | yes          | no figure from CANDOR                         | carfilzomib-plasmacytoma-not-given | apollo-plasmacytoma                |
        | current | daratumumab | carfilzomib, dexamethasone  | subcutaneous | relapsed refractory mm |          | yes          | no figure from CANDOR                         | carfilzomib-plasmacytoma-not-given | apollo-plasmacytoma                |

    @rule:plasmacytoma-no-data
    Scenario Outline: Without plasmacytoma, with isatuximab-Pd or with another regimen nothing is said of it
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then plasmacytoma-no-data does not apply

      Examples:
        | role    | agent       | partners                    | route        | setting                | findings | plasmacytoma |
        | planned | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm |          | no           |
        | planned | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm |          | no           |
        | planned | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm |          | no           |
        | planned | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm |          | yes          |
        | planned | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | relapsed refractory mm |          | yes          |
        | planned | isatuximab  | none                        |              | relapsed refractory mm |          | yes          |
        | planned | daratumumab | bortezomib, dexamethasone   |              | relapsed refractory mm |          | yes          |
        | planned | daratumumab | carfilzomib, dexamethasone  |              | al amyloidosis         |          | yes          |

    @rule:plasmacytoma-no-data
    Scenario Outline: While plasmacytoma, partners or setting aren't recorded it stays open
      Given a patient assessed on 2024-06-30
        | current antibody         | none           |
        | planned antibody         | none           |
        | <role> antibody          | <agent>        |
        | <role> partner drugs     | <partners>     |
        | <role> route             | <route>        |
        | setting                  | <setting>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then plasmacytoma-no-data can't be decided for the <role> regimen without <missing>

      Examples:
        | role    | agent       | partners                    | route | setting                | findings | plasmacytoma | missing                         |
        | planned | daratumumab | pomalidomide, dexamethasone |       | relapsed refractory mm |          |              | soft-tissue plasmacytoma        |
        | current | isatuximab  | carfilzomib, dexamethasone  |       | relapsed refractory mm |          |              | soft-tissue plasmacytoma        |
        | planned | isatuximab  |                             |       | relapsed refractory mm |          | yes          | partner drugs (planned regimen) |
        | planned | daratumumab | carfilzomib, dexamethasone  |       |                        |          | yes          | disease setting                 |

  Rule: Both are associated with poorer prognosis, whatever the antibody

    @rule:prognosis-plasmacytoma-1q21
    Scenario Outline: Either of them on record is enough
      Given a patient assessed on 2024-06-30
        | current antibody         | <current>      |
        | planned antibody         | <planned>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then prognosis-plasmacytoma-1q21 applies as info
      And prognosis-plasmacytoma-1q21 says “<words>”
      And prognosis-plasmacytoma-1q21 says “The source gives no figure for this association”

      Examples:
        | current     | planned    | findings           | plasmacytoma | words                                                                      |
        |             |            | gain(1q21) present |              | Gain(1q21) on record; it is associated with poorer prognosis               |
        | none        | none       | gain(1q21) present | no           | Gain(1q21) on record; it is associated with poorer prognosis               |
        | daratumumab | none       |                    | yes          | Soft-tissue plasmacytoma on record; it is associated with poorer prognosis |
        | none        | isatuximab | gain(1q21) absent  | yes          | Soft-tissue plasmacytoma on record; it is associated with poorer prognosis |
        |             |            | gain(1q21) present | yes          | both are associated with poorer prognosis                                  |

    @rule:prognosis-plasmacytoma-1q21
    Scenario Outline: What the authors see in isatuximab is said only where it is planned or being given
      Given a patient assessed on 2024-06-30
        | current antibody         | <current>      |
        | planned antibody         | <planned>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then prognosis-plasmacytoma-1q21 applies as info
      And prognosis-plasmacytoma-1q21 <note> “a potential basis for an evidence-based use”
      And prognosis-plasmacytoma-1q21 <citation> leleu-2022/isatuximab-subgroups-potential-use

      Examples:
        | current     | planned     | findings           | plasmacytoma | note         | citation      |
        | isatuximab  | none        | gain(1q21) present | no           | says         | cites         |
        | none        | isatuximab  |                    | yes          | says         | cites         |
        | daratumumab | isatuximab  | gain(1q21) present | yes          | says         | cites         |
        | daratumumab | none        | gain(1q21) present | no           | does not say | does not cite |
        | none        | daratumumab |                    | yes          | does not say | does not cite |
        | none        | undecided   | gain(1q21) present |              | does not say | does not cite |
        |             |             | gain(1q21) present |              | does not say | does not cite |
        | none        | none        |                    | yes          | does not say | does not cite |

    @rule:prognosis-plasmacytoma-1q21
    Scenario Outline: With both absent nothing is said, and amp(1q) is another thing
      Given a patient assessed on 2024-06-30
        | current antibody         | <current>      |
        | planned antibody         | <planned>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then prognosis-plasmacytoma-1q21 does not apply

      Examples:
        | current    | planned    | findings                           | plasmacytoma |
        | none       | isatuximab | gain(1q21) absent                  | no           |
        | isatuximab | none       | gain(1q21) absent, amp(1q) present | no           |

    @rule:prognosis-plasmacytoma-1q21
    Scenario Outline: With one of them not recorded and the other absent it stays open
      Given a patient assessed on 2024-06-30
        | current antibody         | <current>      |
        | planned antibody         | <planned>      |
        | FISH findings            | <findings>     |
        | soft-tissue plasmacytoma | <plasmacytoma> |
      When the rule book is applied
      Then prognosis-plasmacytoma-1q21 can't be decided without <missing>

      Examples:
        | current | planned     | findings          | plasmacytoma | missing                  |
        | none    | isatuximab  |                   | no           | gain(1q21)               |
        | none    | daratumumab | amp(1q) present   | no           | gain(1q21)               |
        |         |             | gain(1q21) absent |              | soft-tissue plasmacytoma |
        |         |             |                   |              | gain(1q21)               |
