Feature: Renal response, the measure of renal function, and what lies outside the bands

  Rule: Complete renal response with isatuximab-Pd counts from an eGFR below 50

    @rule:renal-isa-pd-crr
    Scenario Outline: An eGFR by MDRD below 50 shows the rates of both arms
      Given a patient assessed on 2024-06-30
        | current antibody     | none                        |
        | planned antibody     | none                        |
        | <role> antibody      | isatuximab                  |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | setting              | relapsed refractory mm      |
        | eGFR                 | <eGFR>                      |
        | eGFR equation        | MDRD                        |
        | dialysis             | <dialysis>                  |
      When the rule book is applied
      Then renal-isa-pd-crr applies to the <role> regimen as info
      And renal-isa-pd-crr says “complete renal response in 72%, with Pd in 38%”
      And renal-isa-pd-crr says “an eGFR of ≥ 60 in at least one later assessment”
      And renal-isa-pd-crr says “which meant ≥ 60 days”
      And renal-isa-pd-crr says “for 52 per cent of the patients with a renal response, with Pd for 44%”
      And renal-isa-pd-crr says “The number of patients behind these rates isn't given”
      And renal-isa-pd-crr says “the rates can't be pooled”
      And renal-isa-pd-crr cites leleu-2022/icaria-renal-response

      Examples:
        | role    | eGFR | dialysis |
        | planned | 0    |          |
        | planned | 14.9 | no       |
        | planned | 49.9 |          |
        | current | 49.9 | no       |

    @rule:renal-isa-pd-crr
    Scenario Outline: At 50, by another equation, on dialysis or with another regimen no rate is shown
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | eGFR                  | <eGFR>     |
        | eGFR equation         | <equation> |
        | dialysis              | <dialysis> |
      When the rule book is applied
      Then renal-isa-pd-crr does not apply

      Examples:
        | planned     | partners                    | route        | setting                | eGFR | equation     | dialysis |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 50   | MDRD         |          |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 60   | MDRD         |          |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 49.9 | CKD-EPI_2021 |          |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 49.9 | MDRD         | yes      |
        | isatuximab  | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm | 49.9 | MDRD         |          |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | 49.9 | MDRD         |          |
        | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm | 49.9 | MDRD         |          |
        | isatuximab  | pomalidomide, dexamethasone |              | newly diagnosed mm     | 49.9 | MDRD         |          |

    @rule:renal-isa-pd-crr
    Scenario Outline: Without the eGFR or its equation the rates stay open
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
      When the rule book is applied
      Then renal-isa-pd-crr can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                    | setting                | eGFR | equation | clearance | missing                         |
        | isatuximab | pomalidomide, dexamethasone | relapsed refractory mm | 49.9 |          |           | eGFR equation                   |
        | isatuximab | pomalidomide, dexamethasone | relapsed refractory mm |      |          | 45        | eGFR                            |
        | isatuximab |                             | relapsed refractory mm | 49.9 | MDRD     |           | partner drugs (planned regimen) |
        | isatuximab | pomalidomide, dexamethasone |                        | 49.9 | MDRD     |           | disease setting                 |

    @rule:renal-isa-pd-crr
    Scenario Outline: Earlier anti-CD38 antibodies are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | <current>                   |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | earlier antibodies    | <earlier>                   |
        | setting               | relapsed refractory mm      |
        | eGFR                  | 45                          |
        | eGFR equation         | MDRD                        |
      When the rule book is applied
      Then renal-isa-pd-crr <note> “<words>”

      Examples:
        | earlier | current     | note         | words                                                        |
        | none    | none        | does not say | anti-CD38 antibody was given before                          |
        |         | none        | says         | Whether an anti-CD38 antibody was given before isn't decided |
        | none    | daratumumab | says         | An anti-CD38 antibody was given before                       |

  Rule: Complete renal response with isatuximab-Kd is shown below 60, with a note from 50 on

    @rule:renal-isa-kd-crr
    Scenario Outline: An eGFR by MDRD below 60 shows the rates of both arms
      Given a patient assessed on 2024-06-30
        | current antibody     | none                       |
        | planned antibody     | none                       |
        | <role> antibody      | isatuximab                 |
        | <role> partner drugs | carfilzomib, dexamethasone |
        | setting              | relapsed refractory mm     |
        | eGFR                 | <eGFR>                     |
        | eGFR equation        | MDRD                       |
      When the rule book is applied
      Then renal-isa-kd-crr applies to the <role> regimen as info
      And renal-isa-kd-crr says “complete renal response in 52%, with Kd in 31%”
      And renal-isa-kd-crr says “which meant ≥ 6 months”
      And renal-isa-kd-crr says “nor are the limits of eGFR”
      And renal-isa-kd-crr <note> “it isn't certain that this patient would have been counted as impaired”

      Examples:
        | role    | eGFR | note         |
        | planned | 0    | does not say |
        | planned | 49.9 | does not say |
        | planned | 50   | says         |
        | planned | 59.9 | says         |
        | current | 49.9 | does not say |
        | current | 59.9 | says         |

    @rule:renal-isa-kd-crr
    Scenario Outline: From 60 on, by another equation, on dialysis or with another regimen no rate is shown
      Given a patient assessed on 2024-06-30
        | current antibody      | none       |
        | planned antibody      | <planned>  |
        | planned partner drugs | <partners> |
        | planned route         | <route>    |
        | setting               | <setting>  |
        | eGFR                  | <eGFR>     |
        | eGFR equation         | <equation> |
        | dialysis              | <dialysis> |
      When the rule book is applied
      Then renal-isa-kd-crr does not apply

      Examples:
        | planned     | partners                    | route        | setting                | eGFR | equation | dialysis |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | 60   | MDRD     |          |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | 59.9 | other    |          |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | 59.9 | MDRD     | yes      |
        | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | relapsed refractory mm | 59.9 | MDRD     |          |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 59.9 | MDRD     |          |
        | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm | 59.9 | MDRD     |          |
        | isatuximab  | carfilzomib, dexamethasone  |              | al amyloidosis         | 59.9 | MDRD     |          |

    @rule:renal-isa-kd-crr
    Scenario Outline: Without the eGFR or its equation the rates stay open
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
      When the rule book is applied
      Then renal-isa-kd-crr can't be decided for the planned regimen without <missing>

      Examples:
        | planned    | partners                   | setting                | eGFR | equation | clearance | missing                         |
        | isatuximab | carfilzomib, dexamethasone | relapsed refractory mm | 59.9 |          |           | eGFR equation                   |
        | isatuximab | carfilzomib, dexamethasone | relapsed refractory mm |      |          | 45        | eGFR                            |
        | isatuximab |                            | relapsed refractory mm | 59.9 | MDRD     |           | partner drugs (planned regimen) |
        | isatuximab | carfilzomib, dexamethasone |                        | 59.9 | MDRD     |           | disease setting                 |

    @rule:renal-isa-kd-crr
    Scenario Outline: Earlier anti-CD38 antibodies are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | <current>                  |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | earlier antibodies    | <earlier>                  |
        | setting               | relapsed refractory mm     |
        | eGFR                  | 45                         |
        | eGFR equation         | MDRD                       |
      When the rule book is applied
      Then renal-isa-kd-crr <note> “<words>”

      Examples:
        | earlier | current     | note         | words                                                        |
        | none    | none        | does not say | anti-CD38 antibody was given before                          |
        |         | none        | says         | Whether an anti-CD38 antibody was given before isn't decided |
        | none    | daratumumab | says         | An anti-CD38 antibody was given before                       |

    @rule:renal-isa-kd-crr
    Scenario Outline: Prior lines that IKEMA didn't admit are pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | prior lines           | <lines>                    |
        | eGFR                  | 45                         |
        | eGFR equation         | MDRD                       |
      When the rule book is applied
      Then renal-isa-kd-crr <note> “so that this patient lies outside the trial”

      Examples:
        | lines | note         |
        | 0     | says         |
        | 1     | does not say |
        | 3     | does not say |
        | 4     | says         |
        |       | does not say |

  Rule: With daratumumab no renal response can be shown

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: Renal impairment is said to be without a renal response from CANDOR
      Given a patient assessed on 2024-06-30
        | current antibody     | none                       |
        | planned antibody     | none                       |
        | <role> antibody      | daratumumab                |
        | <role> partner drugs | carfilzomib, dexamethasone |
        | <role> route         | <route>                    |
        | setting              | relapsed refractory mm     |
        | creatinine clearance | <clearance>                |
        | eGFR                 | <eGFR>                     |
        | dialysis             | <dialysis>                 |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed applies to the <role> regimen as info
      And renal-dara-kd-crr-not-assessed says “CANDOR didn't assess complete renal response”
      And renal-dara-kd-crr-not-assessed <note> “The eGFR stands in for a creatinine clearance that isn't recorded”

      Examples:
        | role    | route        | clearance | eGFR | dialysis | note         |
        | planned |              | 60        |      | no       | does not say |
        | planned | subcutaneous | 14.9      |      |          | does not say |
        | current | intravenous  | 60        | 90   |          | does not say |
        | planned |              |           | 59.9 |          | says         |
        | current |              |           | 59.9 | no       | says         |
        | planned |              | 90        | 90   | yes      | does not say |
        | planned |              |           |      | yes      | says         |

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: Without impairment, or with another regimen, nothing is said of it
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | creatinine clearance  | <clearance>            |
        | eGFR                  | <eGFR>                 |
        | dialysis              | no                     |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed does not apply

      Examples:
        | planned     | partners                                     | clearance | eGFR |
        | daratumumab | carfilzomib, dexamethasone                   | 60.1      |      |
        | daratumumab | carfilzomib, dexamethasone                   | 60.1      | 45   |
        | isatuximab  | carfilzomib, dexamethasone                   | 45        |      |
        | daratumumab | pomalidomide, dexamethasone                  | 45        |      |
        | daratumumab | none                                         | 45        |      |
        | daratumumab | carfilzomib, dexamethasone, cyclophosphamide | 45        |      |

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: Without a measure of renal function, or dialysis, it stays open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | daratumumab            |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | creatinine clearance  | <clearance>            |
        | eGFR                  | <eGFR>                 |
        | dialysis              | <dialysis>             |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed can't be decided for the planned regimen without <missing>

      Examples:
        | partners                   | clearance | eGFR | dialysis | missing                         |
        | carfilzomib, dexamethasone |           |      | no       | creatinine clearance            |
        | carfilzomib, dexamethasone |           | 60   | no       | creatinine clearance            |
        | carfilzomib, dexamethasone | 90        |      |          | dialysis                        |
        | carfilzomib, dexamethasone |           | 90   |          | dialysis                        |
        |                            | 45        |      |          | partner drugs (planned regimen) |

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: In another setting than that of CANDOR the trial's setting is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | <setting>                  |
        | creatinine clearance  | 45                         |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed applies to the planned regimen as info
      And renal-dara-kd-crr-not-assessed <note> “<words>”

      Examples:
        | setting                | note         | words                                           |
        | relapsed refractory mm | does not say | The trial was in relapsed or refractory myeloma |
        | relapsed mm            | does not say | The trial was in relapsed or refractory myeloma |
        | newly diagnosed mm     | says         | another setting is recorded here                |
        |                        | says         | the setting isn't recorded here                 |
        | relapsed refractory mm | says         | Consider them point estimates                   |
        | newly diagnosed mm     | does not say | Consider them point estimates                   |
        |                        | does not say | Consider them point estimates                   |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: Renal impairment is said to be without a renal response from APOLLO
      Given a patient assessed on 2024-06-30
        | current antibody     | none                        |
        | planned antibody     | none                        |
        | <role> antibody      | daratumumab                 |
        | <role> partner drugs | pomalidomide, dexamethasone |
        | <role> route         | <route>                     |
        | setting              | relapsed refractory mm      |
        | creatinine clearance | <clearance>                 |
        | eGFR                 | <eGFR>                      |
        | dialysis             | <dialysis>                  |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported applies to the <role> regimen as info
      And renal-dara-pd-crr-not-reported says “the source gives no rate of renal response for APOLLO”
      And renal-dara-pd-crr-not-reported <note> “The eGFR stands in for a creatinine clearance that isn't recorded”

      Examples:
        | role    | route        | clearance | eGFR | dialysis | note         |
        | planned |              | 60        |      | no       | does not say |
        | planned | subcutaneous | 14.9      |      |          | does not say |
        | current | intravenous  | 60        | 90   |          | does not say |
        | planned |              |           | 59.9 |          | says         |
        | current |              |           | 59.9 | no       | says         |
        | planned |              | 90        | 90   | yes      | does not say |
        | planned |              |           |      | yes      | says         |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: Without impairment, or with another regimen, nothing is said of it
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | creatinine clearance  | <clearance>            |
        | eGFR                  | <eGFR>                 |
        | dialysis              | no                     |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported does not apply

      Examples:
        | planned     | partners                                      | clearance | eGFR |
        | daratumumab | pomalidomide, dexamethasone                   | 60.1      |      |
        | daratumumab | pomalidomide, dexamethasone                   | 60.1      | 45   |
        | isatuximab  | pomalidomide, dexamethasone                   | 45        |      |
        | daratumumab | carfilzomib, dexamethasone                    | 45        |      |
        | daratumumab | none                                          | 45        |      |
        | daratumumab | pomalidomide, dexamethasone, cyclophosphamide | 45        |      |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: Without a measure of renal function, or dialysis, it stays open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | daratumumab            |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | creatinine clearance  | <clearance>            |
        | eGFR                  | <eGFR>                 |
        | dialysis              | <dialysis>             |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported can't be decided for the planned regimen without <missing>

      Examples:
        | partners                    | clearance | eGFR | dialysis | missing                         |
        | pomalidomide, dexamethasone |           |      | no       | creatinine clearance            |
        | pomalidomide, dexamethasone |           | 60   | no       | creatinine clearance            |
        | pomalidomide, dexamethasone | 90        |      |          | dialysis                        |
        | pomalidomide, dexamethasone |           | 90   |          | dialysis                        |
        |                             | 45        |      |          | partner drugs (planned regimen) |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: In another setting than that of APOLLO the trial's setting is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | <setting>                   |
        | creatinine clearance  | 45                          |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported applies to the planned regimen as info
      And renal-dara-pd-crr-not-reported <note> “<words>”

      Examples:
        | setting                | note         | words                                           |
        | relapsed refractory mm | does not say | The trial was in relapsed or refractory myeloma |
        | relapsed mm            | does not say | The trial was in relapsed or refractory myeloma |
        | newly diagnosed mm     | says         | another setting is recorded here                |
        |                        | says         | the setting isn't recorded here                 |

  Rule: A measure that isn't that of the trial isn't taken for it

    @rule:renal-metric-mismatch
    Scenario Outline: Another measure, another equation or none recorded is asked about
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | planned route         | <route>     |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
        | dialysis              | <dialysis>  |
      When the rule book is applied
      Then renal-metric-mismatch applies to the planned regimen as warning
      And renal-metric-mismatch says “<words>”
      And renal-metric-mismatch asks for <asked>

      Examples:
        | planned     | partners                    | route        | setting                | eGFR | equation | clearance | dialysis | words                            | asked                |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm |      |          | 45        |          | Ask for the eGFR by MDRD         | eGFR                 |
        | isatuximab  | carfilzomib, dexamethasone  | intravenous  | relapsed mm            |      |          | 45        | no       | Ask for the eGFR by MDRD         | eGFR                 |
        | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm | 45   |          |           |          | Confirm the equation of the eGFR | eGFR equation        |
        | isatuximab  | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   |          | 60        |          | Confirm the equation of the eGFR | eGFR equation        |
        | daratumumab | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm | 45   | MDRD     |           |          | Ask for the creatinine clearance | creatinine clearance |
        | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   |          |           | no       | Ask for the creatinine clearance | creatinine clearance |

    @rule:renal-metric-mismatch
    Scenario Outline: An eGFR by a named other equation is asked about for either isatuximab regimen
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | planned route         | <route>     |
        | setting               | <setting>   |
        | eGFR                  | 45          |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
      When the rule book is applied
      Then renal-metric-mismatch applies to the planned regimen as warning
      And renal-metric-mismatch says “Ask for the eGFR by MDRD”
      And renal-metric-mismatch cites leleu-2022/<cited>
      And renal-metric-mismatch says “aren't converted into each other”

      Examples:
        | planned    | partners                    | route | setting                | equation     | clearance | cited               |
        | isatuximab | pomalidomide, dexamethasone |       | relapsed refractory mm | CKD-EPI_2009 |           | icaria-renal-metric |
        | isatuximab | pomalidomide, dexamethasone |       | relapsed refractory mm | CKD-EPI_2021 | 60        | icaria-renal-metric |
        | isatuximab | carfilzomib, dexamethasone  |       | relapsed refractory mm | other        |           | ikema-renal-metric  |

    @rule:renal-metric-mismatch
    Scenario: The current regimen is asked about by itself
      Given a patient assessed on 2024-06-30
        | current antibody      | daratumumab                |
        | current partner drugs | carfilzomib, dexamethasone |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | eGFR                  | 45                         |
        | eGFR equation         | MDRD                       |
      When the rule book is applied
      Then renal-metric-mismatch applies to the current regimen as warning
      And renal-metric-mismatch does not apply to the planned regimen

    @rule:renal-metric-mismatch
    Scenario Outline: The measure of the trial, dialysis, nothing at all, or a regimen without figures asks nothing
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | planned route         | <route>     |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
        | dialysis              | <dialysis>  |
      When the rule book is applied
      Then renal-metric-mismatch does not apply

      Examples:
        | planned         | partners                    | route        | setting                | eGFR | equation     | clearance | dialysis |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm | 45   | MDRD         |           |          |
        | isatuximab      | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   | MDRD         | 45        |          |
        | daratumumab     | pomalidomide, dexamethasone |              | relapsed refractory mm |      |              | 45        |          |
        | daratumumab     | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   | CKD-EPI_2021 | 45        |          |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm |      |              | 45        | yes      |
        | isatuximab      | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   |              |           | yes      |
        | daratumumab     | carfilzomib, dexamethasone  |              | relapsed refractory mm | 45   | MDRD         |           | yes      |
        | isatuximab      | pomalidomide, dexamethasone |              | relapsed refractory mm |      |              |           |          |
        | daratumumab     | pomalidomide, dexamethasone |              | relapsed refractory mm |      |              |           |          |
        | isatuximab      | pomalidomide, dexamethasone | subcutaneous | relapsed refractory mm |      |              | 45        |          |
        | isatuximab      | none                        |              | relapsed refractory mm |      |              | 45        |          |
        | daratumumab     | bortezomib, dexamethasone   |              | relapsed refractory mm | 45   | MDRD         |           |          |
        | isatuximab      | pomalidomide, dexamethasone |              | newly diagnosed mm     |      |              | 45        |          |
        | other anti cd38 | pomalidomide, dexamethasone |              | relapsed refractory mm | 45   |              |           |          |

    @rule:renal-metric-mismatch
    Scenario Outline: While the regimen or the setting is open, so is the question
      Given a patient assessed on 2024-06-30
        | current antibody      | none        |
        | planned antibody      | <planned>   |
        | planned partner drugs | <partners>  |
        | planned route         | <route>     |
        | setting               | <setting>   |
        | eGFR                  | <eGFR>      |
        | eGFR equation         | <equation>  |
        | creatinine clearance  | <clearance> |
        | dialysis              | <dialysis>  |
      When the rule book is applied
      Then renal-metric-mismatch can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | partners                    | route | setting                | eGFR | equation | clearance | dialysis | missing                              |
        | isatuximab  |                             |       | relapsed refractory mm |      |          | 45        |          | partner drugs (planned regimen)      |
        | daratumumab | carfilzomib, dexamethasone  |       |                        | 45   | MDRD     |           |          | disease setting                      |
        | undecided   | pomalidomide, dexamethasone |       | relapsed refractory mm | 45   |          |           |          | anti-CD38 antibody (planned regimen) |

  Rule: Outside every band nothing is shown, and that is said

    @rule:renal-below-range
    Scenario Outline: A creatinine clearance below 15 lies outside the bands of CANDOR
      Given a patient assessed on 2024-06-30
        | current antibody     | none        |
        | planned antibody     | none        |
        | <role> antibody      | <agent>     |
        | <role> partner drugs | <partners>  |
        | <role> route         | <route>     |
        | setting              | <setting>   |
        | creatinine clearance | <clearance> |
        | dialysis             | <dialysis>  |
      When the rule book is applied
      Then renal-below-range applies to the <role> regimen as warning
      And renal-below-range says “Creatinine clearance below 15 mL/min”
      And renal-below-range says “begins at 15 mL/min”
      And renal-below-range says “is not a contraindication”
      And renal-below-range cites leleu-2022/candor-lowest-renal-band

      Examples:
        | role    | agent       | partners                   | route        | setting                | clearance | dialysis |
        | planned | daratumumab | carfilzomib, dexamethasone |              | relapsed refractory mm | 14.9      |          |
        | planned | daratumumab | carfilzomib, dexamethasone | subcutaneous | relapsed refractory mm | 0         | no       |
        | current | daratumumab | carfilzomib, dexamethasone | intravenous  | relapsed mm            | 14.9      |          |

    @rule:renal-below-range
    Scenario Outline: Dialysis lies outside the bands of every trial
      Given a patient assessed on 2024-06-30
        | current antibody     | none        |
        | planned antibody     | none        |
        | <role> antibody      | <agent>     |
        | <role> partner drugs | <partners>  |
        | <role> route         | <route>     |
        | setting              | <setting>   |
        | creatinine clearance | <clearance> |
        | dialysis             | <dialysis>  |
      When the rule book is applied
      Then renal-below-range applies to the <role> regimen as warning
      And renal-below-range says “covers <role> <agent> in this combination”
      And renal-below-range says “addresses neither dialysis nor the dose in renal impairment”
      And renal-below-range <citation> leleu-2022/candor-lowest-renal-band

      Examples:
        | role    | agent       | partners                    | route        | setting                | clearance | dialysis | citation      |
        | planned | isatuximab  | pomalidomide, dexamethasone |              | relapsed refractory mm |           | yes      | does not cite |
        | current | isatuximab  | carfilzomib, dexamethasone  | intravenous  | relapsed refractory mm | 80        | yes      | does not cite |
        | planned | daratumumab | pomalidomide, dexamethasone |              | relapsed refractory mm | 90        | yes      | does not cite |
        | current | daratumumab | carfilzomib, dexamethasone  | subcutaneous | relapsed refractory mm |           | yes      | cites         |
        | planned | daratumumab | carfilzomib, dexamethasone  |              | relapsed refractory mm | 14.9      | yes      | cites         |

    @rule:renal-below-range
    Scenario Outline: The setting of the trials is pointed out where it isn't that of the patient
      Given a patient assessed on 2024-06-30
        | current antibody     | none        |
        | planned antibody     | none        |
        | <role> antibody      | <agent>     |
        | <role> partner drugs | <partners>  |
        | <role> route         | <route>     |
        | setting              | <setting>   |
        | creatinine clearance | <clearance> |
        | dialysis             | <dialysis>  |
      When the rule book is applied
      Then renal-below-range applies to the <role> regimen as warning
      And renal-below-range <note> “<words>”

      Examples:
        | role    | agent       | partners                   | route | setting                | clearance | dialysis | note         | words                                                           |
        | planned | isatuximab  | carfilzomib, dexamethasone |       | newly diagnosed mm     |           | yes      | says         | another setting is recorded here                                |
        | planned | daratumumab | carfilzomib, dexamethasone |       |                        | 14.9      |          | says         | the setting isn't recorded here                                 |
        | planned | daratumumab | carfilzomib, dexamethasone |       | relapsed refractory mm | 14.9      |          | does not say | The trial of this regimen was in relapsed or refractory myeloma |

    @rule:renal-below-range
    Scenario Outline: From 15 on, without dialysis, or with another regimen nothing lies outside
      Given a patient assessed on 2024-06-30
        | current antibody     | none        |
        | planned antibody     | none        |
        | <role> antibody      | <agent>     |
        | <role> partner drugs | <partners>  |
        | <role> route         | <route>     |
        | setting              | <setting>   |
        | creatinine clearance | <clearance> |
        | dialysis             | <dialysis>  |
      When the rule book is applied
      Then renal-below-range does not apply

      Examples:
        | role    | agent           | partners                                     | route | setting                | clearance | dialysis |
        | planned | daratumumab     | carfilzomib, dexamethasone                   |       | relapsed refractory mm | 15        | no       |
        | planned | daratumumab     | carfilzomib, dexamethasone                   |       | relapsed refractory mm | 15        |          |
        | planned | daratumumab     | pomalidomide, dexamethasone                  |       | relapsed refractory mm | 14.9      |          |
        | planned | isatuximab      | carfilzomib, dexamethasone                   |       | relapsed refractory mm | 14.9      | no       |
        | planned | isatuximab      | pomalidomide, dexamethasone                  |       | relapsed refractory mm | 0         |          |
        | planned | daratumumab     | none                                         |       | relapsed refractory mm | 14.9      | yes      |
        | planned | isatuximab      | bortezomib, dexamethasone                    |       | relapsed refractory mm |           | yes      |
        | planned | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide |       | relapsed refractory mm | 14.9      | yes      |
        | planned | other anti cd38 | carfilzomib, dexamethasone                   |       | relapsed refractory mm | 14.9      | yes      |

    @rule:renal-below-range
    Scenario Outline: Without the clearance or the partners it stays open
      Given a patient assessed on 2024-06-30
        | current antibody     | none        |
        | planned antibody     | none        |
        | <role> antibody      | <agent>     |
        | <role> partner drugs | <partners>  |
        | <role> route         | <route>     |
        | setting              | <setting>   |
        | creatinine clearance | <clearance> |
        | dialysis             | <dialysis>  |
      When the rule book is applied
      Then renal-below-range can't be decided for the <role> regimen without <missing>

      Examples:
        | role    | agent       | partners                   | route | setting                | clearance | dialysis | missing                         |
        | planned | daratumumab | carfilzomib, dexamethasone |       | relapsed refractory mm |           | no       | creatinine clearance            |
        | current | daratumumab | carfilzomib, dexamethasone |       | relapsed refractory mm |           |          | creatinine clearance            |
        | planned | isatuximab  |                            |       | relapsed refractory mm |           | yes      | partner drugs (planned regimen) |
        | planned | daratumumab |                            |       | relapsed refractory mm | 14.9      |          | partner drugs (planned regimen) |

    @rule:renal-below-range @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80
    @rule:renal-dara-kd-crcl-15to50 @rule:missing-renal @rule:renal-metric-mismatch
    Scenario Outline: On dialysis or below the bands no band is shown and nothing is asked
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | creatinine clearance  | <clearance>                |
        | dialysis              | <dialysis>                 |
      When the rule book is applied
      Then renal-below-range applies to the planned regimen as warning
      And renal-dara-kd-crcl-ge80 does not apply
      And renal-dara-kd-crcl-50to80 does not apply
      And renal-dara-kd-crcl-15to50 does not apply
      And missing-renal does not apply
      And renal-metric-mismatch does not apply

      Examples:
        | clearance | dialysis |
        | 14.9      |          |
        | 14.9      | yes      |
        | 45        | yes      |
        | 90        | yes      |
