Feature: Progression-free survival by cytogenetic risk

  Rule: High risk is one abnormality present, standard risk is all three absent

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: One of the three abnormalities is enough for high risk
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then <high> applies to the planned regimen as info
      And <standard> does not apply
      And cyto-definition applies as info

      Examples:
        | planned     | partners                    | high              | standard              | findings                                            |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) present                                    |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | t(4;14) present                                     |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | t(14;16) present                                    |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) present, t(4;14) present, t(14;16) present |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(4;14) present                    |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | t(14;16) present, gain(1q21) absent                 |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) present                                    |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | t(4;14) present                                     |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | t(14;16) present                                    |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) present, t(4;14) present, t(14;16) present |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(4;14) present                    |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | t(14;16) present, gain(1q21) absent                 |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) present                                    |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | t(4;14) present                                     |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | t(14;16) present                                    |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) present, t(4;14) present, t(14;16) present |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(4;14) present                    |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | t(14;16) present, gain(1q21) absent                 |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) present                                    |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | t(4;14) present                                     |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | t(14;16) present                                    |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) present, t(4;14) present, t(14;16) present |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(4;14) present                    |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | t(14;16) present, gain(1q21) absent                 |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: All three recorded as absent make standard risk, whatever else is found
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then <standard> applies to the planned regimen as info
      And <high> does not apply
      And cyto-definition applies as info

      Examples:
        | planned     | partners                    | high              | standard              | findings                                                                    |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent                            |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent, other abnormality present |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent, gain(1q21) present        |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent                            |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent, other abnormality present |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent, gain(1q21) present        |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent                            |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent, other abnormality present |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(4;14) absent, t(14;16) absent, gain(1q21) present        |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent                            |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent, other abnormality present |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(4;14) absent, t(14;16) absent, gain(1q21) present        |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: With one of the three not recorded and none present neither risk is taken
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then <high> can't be decided for the planned regimen without <missing>
      And <standard> can't be decided for the planned regimen without <missing>
      And cyto-definition does not apply

      Examples:
        | planned     | partners                    | high              | standard              | findings                                           | missing  |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  |                                                    | del(17p) |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | none                                               | t(4;14)  |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(4;14) absent                    | t(14;16) |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | del(17p) absent, t(14;16) absent                   | t(4;14)  |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | t(4;14) absent, t(14;16) absent, gain(1q21) absent | del(17p) |
        | isatuximab  | pomalidomide, dexamethasone | cyto-isa-pd-high  | cyto-isa-pd-standard  | other abnormality present                          | t(14;16) |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard |                                                    | del(17p) |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | none                                               | t(4;14)  |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(4;14) absent                    | t(14;16) |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | del(17p) absent, t(14;16) absent                   | t(4;14)  |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | t(4;14) absent, t(14;16) absent, gain(1q21) absent | del(17p) |
        | daratumumab | pomalidomide, dexamethasone | cyto-dara-pd-high | cyto-dara-pd-standard | other abnormality present                          | t(14;16) |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  |                                                    | del(17p) |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | none                                               | t(4;14)  |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(4;14) absent                    | t(14;16) |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | del(17p) absent, t(14;16) absent                   | t(4;14)  |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | t(4;14) absent, t(14;16) absent, gain(1q21) absent | del(17p) |
        | isatuximab  | carfilzomib, dexamethasone  | cyto-isa-kd-high  | cyto-isa-kd-standard  | other abnormality present                          | t(14;16) |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard |                                                    | del(17p) |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | none                                               | t(4;14)  |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(4;14) absent                    | t(14;16) |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | del(17p) absent, t(14;16) absent                   | t(4;14)  |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | t(4;14) absent, t(14;16) absent, gain(1q21) absent | del(17p) |
        | daratumumab | carfilzomib, dexamethasone  | cyto-dara-kd-high | cyto-dara-kd-standard | other abnormality present                          | t(14;16) |

  Rule: In ICARIA-MM an abnormality counts from its cutoff on

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard
    Scenario Outline: Below its cutoff an abnormality isn't counted, and risk isn't standard either
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | FISH findings         | <findings>                  |
      When the rule book is applied
      Then cyto-isa-pd-high <outcome>
      And cyto-isa-pd-standard does not apply
      And cyto-cutoffs-icaria applies to the planned regimen as info

      Examples:
        | findings                                                             | outcome                                |
        | del(17p) present in 49 %, t(4;14) absent, t(14;16) absent            | does not apply                         |
        | del(17p) present in 49.9 %, t(4;14) absent, t(14;16) absent          | does not apply                         |
        | del(17p) present in 50 %, t(4;14) absent, t(14;16) absent            | applies to the planned regimen as info |
        | del(17p) present in 50.1 %, t(4;14) absent, t(14;16) absent          | applies to the planned regimen as info |
        | del(17p) present in 100 %, t(4;14) absent, t(14;16) absent           | applies to the planned regimen as info |
        | t(4;14) present in 29 %, del(17p) absent, t(14;16) absent            | does not apply                         |
        | t(4;14) present in 29.9 %, del(17p) absent, t(14;16) absent          | does not apply                         |
        | t(4;14) present in 30 %, del(17p) absent, t(14;16) absent            | applies to the planned regimen as info |
        | t(4;14) present in 30.1 %, del(17p) absent, t(14;16) absent          | applies to the planned regimen as info |
        | t(4;14) present in 100 %, del(17p) absent, t(14;16) absent           | applies to the planned regimen as info |
        | t(14;16) present in 29 %, del(17p) absent, t(4;14) absent            | does not apply                         |
        | t(14;16) present in 29.9 %, del(17p) absent, t(4;14) absent          | does not apply                         |
        | t(14;16) present in 30 %, del(17p) absent, t(4;14) absent            | applies to the planned regimen as info |
        | t(14;16) present in 30.1 %, del(17p) absent, t(4;14) absent          | applies to the planned regimen as info |
        | t(14;16) present in 100 %, del(17p) absent, t(4;14) absent           | applies to the planned regimen as info |
        | del(17p) present in 40 %, t(4;14) present in 30 %, t(14;16) absent   | applies to the planned regimen as info |
        | del(17p) present in 40 %, t(4;14) present in 29.9 %, t(14;16) absent | does not apply                         |
        | del(17p) present in 40 %, t(4;14) present, t(14;16) absent           | applies to the planned regimen as info |
        | del(17p) present, t(4;14) present in 10 %, t(14;16) absent           | applies to the planned regimen as info |

    @rule:cyto-isa-pd-high
    Scenario Outline: Below its cutoff with another abnormality not recorded high risk stays open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | FISH findings         | <findings>                  |
      When the rule book is applied
      Then cyto-isa-pd-high can't be decided for the planned regimen without <missing>
      And cyto-isa-pd-standard does not apply

      Examples:
        | findings                                   | missing  |
        | del(17p) present in 40 %                   | t(4;14)  |
        | t(4;14) present in 29.9 %, del(17p) absent | t(14;16) |
        | t(14;16) present in 10 %, t(4;14) absent   | del(17p) |

    @rule:cyto-isa-pd-high
    Scenario Outline: Exactly at the cutoff, or without a share of cells, the figure is shown with a note
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | FISH findings         | <findings>                  |
      When the rule book is applied
      Then cyto-isa-pd-high applies to the planned regimen as info
      And cyto-isa-pd-high <at> “A clone recorded here lies exactly at the cutoff of the trial”
      And cyto-isa-pd-high <open> “The share of cells isn't recorded for an abnormality that is present”

      Examples:
        | findings                                          | at           | open         |
        | del(17p) present in 50 %                          | says         | does not say |
        | del(17p) present in 50.1 %                        | does not say | does not say |
        | t(4;14) present in 30 %                           | says         | does not say |
        | t(4;14) present in 30.1 %                         | does not say | does not say |
        | t(14;16) present in 30 %                          | says         | does not say |
        | t(14;16) present in 31 %                          | does not say | does not say |
        | del(17p) present                                  | does not say | says         |
        | t(4;14) present                                   | does not say | says         |
        | t(14;16) present                                  | does not say | says         |
        | del(17p) present in 30 %, t(4;14) present in 50 % | does not say | does not say |

    @rule:cyto-dara-pd-high @rule:cyto-isa-kd-high @rule:cyto-dara-kd-high
    Scenario Outline: The cutoffs of ICARIA-MM aren't taken over to another trial
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then <code> applies to the planned regimen as info
      And cyto-cutoffs-icaria does not apply

      Examples:
        | code              | planned     | partners                    | findings                  |
        | cyto-dara-pd-high | daratumumab | pomalidomide, dexamethasone | del(17p) present in 1 %   |
        | cyto-dara-pd-high | daratumumab | pomalidomide, dexamethasone | t(4;14) present in 29.9 % |
        | cyto-dara-pd-high | daratumumab | pomalidomide, dexamethasone | t(14;16) present in 5 %   |
        | cyto-isa-kd-high  | isatuximab  | carfilzomib, dexamethasone  | del(17p) present in 1 %   |
        | cyto-isa-kd-high  | isatuximab  | carfilzomib, dexamethasone  | t(4;14) present in 29.9 % |
        | cyto-isa-kd-high  | isatuximab  | carfilzomib, dexamethasone  | t(14;16) present in 5 %   |
        | cyto-dara-kd-high | daratumumab | carfilzomib, dexamethasone  | del(17p) present in 1 %   |
        | cyto-dara-kd-high | daratumumab | carfilzomib, dexamethasone  | t(4;14) present in 29.9 % |
        | cyto-dara-kd-high | daratumumab | carfilzomib, dexamethasone  | t(14;16) present in 5 %   |

  Rule: The figures by cytogenetic risk belong to one regimen each

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: The figures by risk are shown for the planned and the current regimen, relapsed or refractory
      Given a patient assessed on 2024-06-30
        | current antibody     | <current>       |
        | planned antibody     | <planned>       |
        | <role> partner drugs | <partners>      |
        | setting              | <setting>       |
        | FISH findings        | <FISH findings> |
      When the rule book is applied
      Then <code> applies to the <role> regimen as info

      Examples:
        | code                  | role    | current     | planned     | partners                    | setting                | FISH findings                                    |
        | cyto-isa-pd-high      | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | del(17p) present                                 |
        | cyto-isa-pd-high      | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-standard  | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-high     | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | del(17p) present                                 |
        | cyto-dara-pd-high     | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-standard | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-high      | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | del(17p) present                                 |
        | cyto-isa-kd-high      | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-standard  | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-high     | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | del(17p) present                                 |
        | cyto-dara-kd-high     | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-standard | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: Another antibody, partner or setting shows none of the figures by risk
      Given a patient assessed on 2024-06-30
        | current antibody      | none            |
        | planned antibody      | <planned>       |
        | planned partner drugs | <partners>      |
        | setting               | <setting>       |
        | FISH findings         | <FISH findings> |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                  | planned         | partners                                      | setting                | FISH findings                                    |
        | cyto-isa-pd-high      | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | pomalidomide                                  | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | none                                          | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | del(17p) present                                 |
        | cyto-isa-pd-standard  | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab      | pomalidomide                                  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab      | pomalidomide, dexamethasone                   | other                  | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-high     | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | pomalidomide                                  | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | none                                          | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         | del(17p) present                                 |
        | cyto-dara-pd-standard | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab     | pomalidomide                                  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab     | pomalidomide, dexamethasone                   | other                  | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-high      | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | carfilzomib                                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | none                                          | relapsed refractory mm | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab      | carfilzomib, dexamethasone                    | al amyloidosis         | del(17p) present                                 |
        | cyto-isa-kd-standard  | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab      | carfilzomib                                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab      | carfilzomib, dexamethasone                    | other                  | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-high     | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | carfilzomib                                   | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | none                                          | relapsed refractory mm | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab     | carfilzomib, dexamethasone                    | al amyloidosis         | del(17p) present                                 |
        | cyto-dara-kd-standard | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab     | carfilzomib                                   | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab     | carfilzomib, dexamethasone                    | other                  | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: Subcutaneous isatuximab shows none of the figures by risk, subcutaneous daratumumab does
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | planned route         | <route>                |
        | setting               | relapsed refractory mm |
        | FISH findings         | <FISH findings>        |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                  | planned     | partners                    | route        | outcome                        | FISH findings                                    |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | del(17p) present                                 |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | del(17p) present                                 |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | del(17p) present                                 |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | del(17p) present                                 |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: What isn't recorded leaves the figures by risk open
      Given a patient assessed on 2024-06-30
        | current antibody      | none            |
        | planned antibody      | <planned>       |
        | planned partner drugs | <partners>      |
        | setting               | <setting>       |
        | FISH findings         | <FISH findings> |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without <missing>

      Examples:
        | code                  | planned     | partners                    | setting                | FISH findings                                    | missing                              |
        | cyto-isa-pd-high      | isatuximab  |                             | relapsed refractory mm | del(17p) present                                 | partner drugs (planned regimen)      |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone |                        | del(17p) present                                 | disease setting                      |
        | cyto-isa-pd-high      | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) present                                 | anti-CD38 antibody (planned regimen) |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-isa-pd-standard  | isatuximab  |                             | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | partner drugs (planned regimen)      |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone |                        | del(17p) absent, t(4;14) absent, t(14;16) absent | disease setting                      |
        | cyto-isa-pd-standard  | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | anti-CD38 antibody (planned regimen) |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-dara-pd-high     | daratumumab |                             | relapsed refractory mm | del(17p) present                                 | partner drugs (planned regimen)      |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone |                        | del(17p) present                                 | disease setting                      |
        | cyto-dara-pd-high     | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) present                                 | anti-CD38 antibody (planned regimen) |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-dara-pd-standard | daratumumab |                             | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | partner drugs (planned regimen)      |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone |                        | del(17p) absent, t(4;14) absent, t(14;16) absent | disease setting                      |
        | cyto-dara-pd-standard | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | anti-CD38 antibody (planned regimen) |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-isa-kd-high      | isatuximab  |                             | relapsed refractory mm | del(17p) present                                 | partner drugs (planned regimen)      |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  |                        | del(17p) present                                 | disease setting                      |
        | cyto-isa-kd-high      | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) present                                 | anti-CD38 antibody (planned regimen) |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-isa-kd-standard  | isatuximab  |                             | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | partner drugs (planned regimen)      |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  |                        | del(17p) absent, t(4;14) absent, t(14;16) absent | disease setting                      |
        | cyto-isa-kd-standard  | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | anti-CD38 antibody (planned regimen) |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-dara-kd-high     | daratumumab |                             | relapsed refractory mm | del(17p) present                                 | partner drugs (planned regimen)      |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  |                        | del(17p) present                                 | disease setting                      |
        | cyto-dara-kd-high     | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) present                                 | anti-CD38 antibody (planned regimen) |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |
        | cyto-dara-kd-standard | daratumumab |                             | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | partner drugs (planned regimen)      |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  |                        | del(17p) absent, t(4;14) absent, t(14;16) absent | disease setting                      |
        | cyto-dara-kd-standard | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent | anti-CD38 antibody (planned regimen) |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | del(17p) absent, t(4;14) absent                  | t(14;16)                             |

  Rule: What a figure by risk doesn't show is said beside it

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: The interval of every trial includes 1 at high risk
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <FISH findings>        |
      When the rule book is applied
      Then <code> says “<figure>”
      And <code> <note> “The interval includes 1; a benefit isn't shown statistically in this subgroup”

      Examples:
        | code                  | planned     | partners                    | FISH findings                                    | figure                   | note         |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | del(17p) present                                 | 0.66 (95 % CI 0.33–1.28) | says         |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | 0.62 (95 % CI 0.42–0.93) | does not say |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | del(17p) present                                 | 0.85 (95 % CI 0.49–1.44) | says         |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | 0.51 (95 % CI 0.32–0.81) | does not say |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | del(17p) present                                 | 0.72 (95 % CI 0.36–1.45) | says         |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | 0.44 (95 % CI 0.27–0.73) | does not say |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | del(17p) present                                 | 0.70 (95 % CI 0.36–1.40) | says         |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | 0.50 (95 % CI 0.28–0.90) | does not say |

    @rule:cyto-isa-pd-high @rule:cyto-isa-pd-standard @rule:cyto-dara-pd-high @rule:cyto-dara-pd-standard
    @rule:cyto-isa-kd-high @rule:cyto-isa-kd-standard @rule:cyto-dara-kd-high @rule:cyto-dara-kd-standard
    Scenario Outline: P for interaction, shares and cutoffs stand beside the figure
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <FISH findings>        |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code                  | planned     | partners                    | FISH findings                                    | words                                                                                                    |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | del(17p) present                                 | P for interaction is printed as 0.9990                                                                   |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | del(17p) present                                 | 20 per cent of the patients of the trial were at high risk                                               |
        | cyto-isa-pd-high      | isatuximab  | pomalidomide, dexamethasone | del(17p) present                                 | names t(4;16); this product reads t(14;16)                                                               |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | P for interaction is printed as 0.9990                                                                   |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | 20 per cent of the patients of the trial were at high risk                                               |
        | cyto-isa-pd-standard  | isatuximab  | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | Standard risk isn't defined in the source                                                                |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | del(17p) present                                 | P for interaction is printed as NR (not reported)                                                        |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | del(17p) present                                 | 35 per cent of the assessable patients of the trial were at high risk                                    |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | del(17p) present                                 | names t(4;16); this product reads t(14;16)                                                               |
        | cyto-dara-pd-high     | daratumumab | pomalidomide, dexamethasone | del(17p) present                                 | weren't reported                                                                                         |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | P for interaction is printed as NR (not reported)                                                        |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | 35 per cent of the assessable patients of the trial were at high risk                                    |
        | cyto-dara-pd-standard | daratumumab | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent | Standard risk isn't defined in the source                                                                |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | del(17p) present                                 | P for interaction is printed as 0.2707                                                                   |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | del(17p) present                                 | 24.2 per cent of the patients of the trial were at high risk, and in 12% cytogenetics were unknown       |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | del(17p) present                                 | names t(4;16); this product reads t(14;16)                                                               |
        | cyto-isa-kd-high      | isatuximab  | carfilzomib, dexamethasone  | del(17p) present                                 | No cutoff for high-risk cytogenetics is given for the trial                                              |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | P for interaction is printed as 0.2707                                                                   |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | 24.2 per cent of the patients of the trial were at high risk, and in 12% cytogenetics were unknown       |
        | cyto-isa-kd-standard  | isatuximab  | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | Standard risk isn't defined in the source                                                                |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | del(17p) present                                 | P for interaction is printed as 0.6887                                                                   |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | del(17p) present                                 | 16 per cent of the patients of the trial were at high risk, and in 51 per cent cytogenetics were unknown |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | del(17p) present                                 | names t(4;16); this product reads t(14;16)                                                               |
        | cyto-dara-kd-high     | daratumumab | carfilzomib, dexamethasone  | del(17p) present                                 | No cutoff for high-risk cytogenetics is given for the trial                                              |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | P for interaction is printed as 0.6887                                                                   |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | 16 per cent of the patients of the trial were at high risk, and in 51 per cent cytogenetics were unknown |
        | cyto-dara-kd-standard | daratumumab | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent | Standard risk isn't defined in the source                                                                |

  Rule: What high risk means is shown once with any of the figures

    @rule:cyto-definition
    Scenario Outline: The definition names the misprint
      Given a patient assessed on 2024-06-30
        | current antibody     | <current>              |
        | planned antibody     | <planned>              |
        | <role> partner drugs | <partners>             |
        | setting              | relapsed refractory mm |
        | FISH findings        | <findings>             |
      When the rule book is applied
      Then cyto-definition applies as info
      And cyto-definition says “del(17p), t(4;14) or t(14;16)”
      And cyto-definition says “print t(4;16) in place of t(14;16)”
      And cyto-definition cites leleu-2022/high-risk-note-of-table-4

      Examples:
        | role    | current     | planned     | partners                    | findings                                         |
        | planned | none        | isatuximab  | pomalidomide, dexamethasone | t(14;16) present                                 |
        | current | daratumumab | none        | pomalidomide, dexamethasone | del(17p) absent, t(4;14) absent, t(14;16) absent |
        | current | isatuximab  | none        | carfilzomib, dexamethasone  | del(17p) present                                 |
        | planned | none        | daratumumab | carfilzomib, dexamethasone  | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-definition
    Scenario Outline: Without such a figure there is no definition
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then cyto-definition does not apply

      Examples:
        | planned     | partners                    | setting                | findings                                                  |
        | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |                                                           |
        | isatuximab  | pomalidomide, dexamethasone |                        | del(17p) present                                          |
        | isatuximab  | none                        | relapsed refractory mm | del(17p) present                                          |
        | daratumumab | carfilzomib, dexamethasone  | newly diagnosed mm     | del(17p) present                                          |
        | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm | del(17p) present in 40 %, t(4;14) absent, t(14;16) absent |
        | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | gain(1q21) present                                        |

  Rule: The cutoffs of ICARIA-MM are shown with a share of cells, or with a figure by risk

    @rule:cyto-cutoffs-icaria
    Scenario Outline: A recorded share of cells, or a figure by risk, shows the cutoffs
      Given a patient assessed on 2024-06-30
        | current antibody     | none                        |
        | planned antibody     | none                        |
        | <role> antibody      | isatuximab                  |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | <role> route         | <route>                     |
        | setting              | relapsed refractory mm      |
        | FISH findings        | <findings>                  |
      When the rule book is applied
      Then cyto-cutoffs-icaria applies to the <role> regimen as info
      And cyto-cutoffs-icaria says “50% for del(17p), 30% for t(4;14) and t(14;16)”
      And cyto-cutoffs-icaria says “FISH was done in a central laboratory”
      And cyto-cutoffs-icaria says “Whether the cutoff itself counts isn't stated”

      Examples:
        | role    | route       | findings                                         |
        | planned |             | del(17p) present in 10 %                         |
        | planned | intravenous | t(4;14) present in 30 %                          |
        | current |             | t(14;16) present in 80 %                         |
        | planned |             | del(17p) present                                 |
        | current | intravenous | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-cutoffs-icaria
    Scenario Outline: Which side of its cutoff a clone lies on is said
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | FISH findings         | <findings>                  |
      When the rule book is applied
      Then cyto-cutoffs-icaria <below> “A clone recorded here lies below its cutoff”
      And cyto-cutoffs-icaria <at> “A clone recorded here lies exactly at its cutoff”

      Examples:
        | findings                                            | below        | at           |
        | del(17p) present in 49.9 %                          | says         | does not say |
        | del(17p) present in 50 %                            | does not say | says         |
        | del(17p) present in 50.1 %                          | does not say | does not say |
        | t(4;14) present in 29.9 %                           | says         | does not say |
        | t(4;14) present in 30 %                             | does not say | says         |
        | t(4;14) present in 30.1 %                           | does not say | does not say |
        | t(14;16) present in 29.9 %                          | says         | does not say |
        | t(14;16) present in 30 %                            | does not say | says         |
        | t(14;16) present in 30.1 %                          | does not say | does not say |
        | del(17p) present                                    | does not say | does not say |
        | del(17p) present in 49.9 %, t(4;14) present in 30 % | says         | says         |

    @rule:cyto-cutoffs-icaria
    Scenario Outline: Another regimen, subcutaneous isatuximab, or neither share nor figure shows no cutoffs
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | FISH findings         | <findings> |
      When the rule book is applied
      Then cyto-cutoffs-icaria does not apply

      Examples:
        | planned     | partners                    | route        | setting                | findings                 |
        | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm | del(17p) present in 60 % |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | del(17p) present in 60 % |
        | isatuximab  | none                        |              | relapsed refractory mm | t(4;14) present in 60 %  |
        | isatuximab  | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm | t(14;16) present in 60 % |
        | isatuximab  | pomalidomide, dexamethasone |              | newly diagnosed mm     | del(17p) present         |

    @rule:cyto-cutoffs-icaria
    Scenario Outline: Without share, partners or findings it stays open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | FISH findings         | <findings>             |
      When the rule book is applied
      Then cyto-cutoffs-icaria can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                    | findings                 | missing                         |
        | isatuximab |                             | del(17p) present in 60 % | partner drugs (planned regimen) |
        | isatuximab | pomalidomide, dexamethasone |                          | t(14;16)                        |
        | isatuximab | pomalidomide, dexamethasone | gain(1q21) present       | del(17p)                        |

    @rule:cyto-cutoffs-icaria
    Scenario Outline: The setting of the trial is pointed out where it isn't that of the patient
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | <setting>                   |
        | FISH findings         | del(17p) present in 60 %    |
      When the rule book is applied
      Then cyto-cutoffs-icaria applies to the planned regimen as info
      And cyto-cutoffs-icaria <note> “<words>”

      Examples:
        | setting                | note         | words                                           |
        | relapsed refractory mm | does not say | The trial was in relapsed or refractory myeloma |
        | newly diagnosed mm     | says         | another setting is recorded here                |
        |                        | says         | the setting isn't recorded here                 |

  Rule: The central laboratory of IKEMA is named with its figures

    @rule:cyto-central-lab
    Scenario Outline: With isatuximab-Kd the central laboratory is named, with or without FISH
      Given a patient assessed on 2024-06-30
        | current antibody     | none                       |
        | planned antibody     | none                       |
        | <role> antibody      | isatuximab                 |
        | <role> partner drugs | carfilzomib, dexamethasone |
        | setting              | <setting>                  |
        | FISH findings        | <findings>                 |
      When the rule book is applied
      Then cyto-central-lab applies to the <role> regimen as info
      And cyto-central-lab says “a central laboratory assessed cytogenetic risk and minimal residual disease”

      Examples:
        | role    | setting                | findings                                         |
        | planned | relapsed refractory mm |                                                  |
        | planned | relapsed mm            | del(17p) present                                 |
        | current | relapsed refractory mm | del(17p) absent, t(4;14) absent, t(14;16) absent |

    @rule:cyto-central-lab
    Scenario Outline: Another regimen, route or setting doesn't name it
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
      When the rule book is applied
      Then cyto-central-lab does not apply

      Examples:
        | planned     | partners                                     | route        | setting                |
        | isatuximab  | pomalidomide, dexamethasone                  |              | relapsed refractory mm |
        | daratumumab | carfilzomib, dexamethasone                   |              | relapsed refractory mm |
        | isatuximab  | carfilzomib, dexamethasone, cyclophosphamide |              | relapsed refractory mm |
        | isatuximab  | carfilzomib, dexamethasone                   | subcutaneous | relapsed refractory mm |
        | isatuximab  | carfilzomib, dexamethasone                   |              | newly diagnosed mm     |

    @rule:cyto-central-lab
    Scenario Outline: Without partners or setting it stays open
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | isatuximab |
        | planned partner drugs | <partners> |
        | setting               | <setting>  |
      When the rule book is applied
      Then cyto-central-lab can't be decided for the planned regimen without <missing>

      Examples:
        | partners                   | setting                | missing                         |
        |                            | relapsed refractory mm | partner drugs (planned regimen) |
        | carfilzomib, dexamethasone |                        | disease setting                 |
