Feature: Progression-free survival by renal function

  Rule: Every trial has its own measure and its own bands

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60
    Scenario Outline: ICARIA-MM counts an eGFR of exactly 60 to the upper band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | eGFR equation         | MDRD                        |
        | eGFR                  | <eGFR>                      |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | eGFR | band                   | not 1                  |
        | 0    | renal-isa-pd-egfr-lt60 | renal-isa-pd-egfr-ge60 |
        | 14.9 | renal-isa-pd-egfr-lt60 | renal-isa-pd-egfr-ge60 |
        | 49.9 | renal-isa-pd-egfr-lt60 | renal-isa-pd-egfr-ge60 |
        | 50   | renal-isa-pd-egfr-lt60 | renal-isa-pd-egfr-ge60 |
        | 59.9 | renal-isa-pd-egfr-lt60 | renal-isa-pd-egfr-ge60 |
        | 60   | renal-isa-pd-egfr-ge60 | renal-isa-pd-egfr-lt60 |
        | 60.1 | renal-isa-pd-egfr-ge60 | renal-isa-pd-egfr-lt60 |
        | 90   | renal-isa-pd-egfr-ge60 | renal-isa-pd-egfr-lt60 |
        | 250  | renal-isa-pd-egfr-ge60 | renal-isa-pd-egfr-lt60 |

    @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    Scenario Outline: IKEMA counts an eGFR of exactly 60 to the upper band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | eGFR equation         | MDRD                       |
        | eGFR                  | <eGFR>                     |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | eGFR | band                   | not 1                  |
        | 0    | renal-isa-kd-egfr-lt60 | renal-isa-kd-egfr-ge60 |
        | 14.9 | renal-isa-kd-egfr-lt60 | renal-isa-kd-egfr-ge60 |
        | 49.9 | renal-isa-kd-egfr-lt60 | renal-isa-kd-egfr-ge60 |
        | 50   | renal-isa-kd-egfr-lt60 | renal-isa-kd-egfr-ge60 |
        | 59.9 | renal-isa-kd-egfr-lt60 | renal-isa-kd-egfr-ge60 |
        | 60   | renal-isa-kd-egfr-ge60 | renal-isa-kd-egfr-lt60 |
        | 60.1 | renal-isa-kd-egfr-ge60 | renal-isa-kd-egfr-lt60 |
        | 90   | renal-isa-kd-egfr-ge60 | renal-isa-kd-egfr-lt60 |
        | 250  | renal-isa-kd-egfr-ge60 | renal-isa-kd-egfr-lt60 |

    @rule:renal-dara-pd-crcl-gt60 @rule:renal-dara-pd-crcl-le60
    Scenario Outline: APOLLO counts a creatinine clearance of exactly 60 to the lower band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | creatinine clearance  | <creatinine clearance>      |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply

      Examples:
        | creatinine clearance | band                    | not 1                   |
        | 0                    | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 14.9                 | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 15                   | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 50                   | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 59.9                 | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 60                   | renal-dara-pd-crcl-le60 | renal-dara-pd-crcl-gt60 |
        | 60.1                 | renal-dara-pd-crcl-gt60 | renal-dara-pd-crcl-le60 |
        | 80                   | renal-dara-pd-crcl-gt60 | renal-dara-pd-crcl-le60 |
        | 250                  | renal-dara-pd-crcl-gt60 | renal-dara-pd-crcl-le60 |

    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: CANDOR counts a creatinine clearance at each limit to the band above it
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | creatinine clearance  | <creatinine clearance>     |
      When the rule book is applied
      Then <band> applies to the planned regimen as info
      And <not 1> does not apply
      And <not 2> does not apply

      Examples:
        | creatinine clearance | band                      | not 1                     | not 2                     |
        | 15                   | renal-dara-kd-crcl-15to50 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 |
        | 15.1                 | renal-dara-kd-crcl-15to50 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 |
        | 49.9                 | renal-dara-kd-crcl-15to50 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 |
        | 50                   | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-15to50 |
        | 59.9                 | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-15to50 |
        | 60                   | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-15to50 |
        | 60.1                 | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-15to50 |
        | 79.9                 | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-15to50 |
        | 80                   | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-15to50 |
        | 80.1                 | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-15to50 |
        | 250                  | renal-dara-kd-crcl-ge80   | renal-dara-kd-crcl-50to80 | renal-dara-kd-crcl-15to50 |

    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: Below 15 no band of CANDOR holds
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | creatinine clearance  | <creatinine clearance>     |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                      | creatinine clearance |
        | renal-dara-kd-crcl-ge80   | 0                    |
        | renal-dara-kd-crcl-ge80   | 14.9                 |
        | renal-dara-kd-crcl-50to80 | 0                    |
        | renal-dara-kd-crcl-50to80 | 14.9                 |
        | renal-dara-kd-crcl-15to50 | 0                    |
        | renal-dara-kd-crcl-15to50 | 14.9                 |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-isa-kd-egfr-ge60
    @rule:renal-isa-kd-egfr-lt60
    Scenario Outline: An eGFR by another equation than MDRD shows no band
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                   | planned    | partners                    | eGFR | eGFR equation |
        | renal-isa-pd-egfr-ge60 | isatuximab | pomalidomide, dexamethasone | 60   | CKD-EPI_2009  |
        | renal-isa-pd-egfr-ge60 | isatuximab | pomalidomide, dexamethasone | 60   | CKD-EPI_2021  |
        | renal-isa-pd-egfr-ge60 | isatuximab | pomalidomide, dexamethasone | 60   | other         |
        | renal-isa-pd-egfr-lt60 | isatuximab | pomalidomide, dexamethasone | 59.9 | CKD-EPI_2009  |
        | renal-isa-pd-egfr-lt60 | isatuximab | pomalidomide, dexamethasone | 59.9 | CKD-EPI_2021  |
        | renal-isa-pd-egfr-lt60 | isatuximab | pomalidomide, dexamethasone | 59.9 | other         |
        | renal-isa-kd-egfr-ge60 | isatuximab | carfilzomib, dexamethasone  | 60   | CKD-EPI_2009  |
        | renal-isa-kd-egfr-ge60 | isatuximab | carfilzomib, dexamethasone  | 60   | CKD-EPI_2021  |
        | renal-isa-kd-egfr-ge60 | isatuximab | carfilzomib, dexamethasone  | 60   | other         |
        | renal-isa-kd-egfr-lt60 | isatuximab | carfilzomib, dexamethasone  | 59.9 | CKD-EPI_2009  |
        | renal-isa-kd-egfr-lt60 | isatuximab | carfilzomib, dexamethasone  | 59.9 | CKD-EPI_2021  |
        | renal-isa-kd-egfr-lt60 | isatuximab | carfilzomib, dexamethasone  | 59.9 | other         |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: Dialysis on record shows no band, dialysis not recorded does
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
        | dialysis              | <dialysis>             |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | dialysis | outcome                                |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | yes      | does not apply                         |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | no       | applies to the planned regimen as info |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      |          | applies to the planned regimen as info |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | yes      | does not apply                         |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | no       | applies to the planned regimen as info |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      |          | applies to the planned regimen as info |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | yes      | does not apply                         |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | no       | applies to the planned regimen as info |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 |          | applies to the planned regimen as info |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | yes      | does not apply                         |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | no       | applies to the planned regimen as info |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   |          | applies to the planned regimen as info |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | yes      | does not apply                         |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | no       | applies to the planned regimen as info |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      |          | applies to the planned regimen as info |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | yes      | does not apply                         |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | no       | applies to the planned regimen as info |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      |          | applies to the planned regimen as info |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | yes      | does not apply                         |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | no       | applies to the planned regimen as info |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   |          | applies to the planned regimen as info |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | yes      | does not apply                         |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | no       | applies to the planned regimen as info |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   |          | applies to the planned regimen as info |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | yes      | does not apply                         |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | no       | applies to the planned regimen as info |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   |          | applies to the planned regimen as info |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: A band that is shown while dialysis isn't recorded says that it assumes none
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> assumes something of dialysis

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   |

  Rule: The figures by renal function belong to one regimen each

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: The figures by renal function are shown for the planned and the current regimen, relapsed or refractory
      Given a patient assessed on 2024-06-30
        | current antibody     | <current>              |
        | planned antibody     | <planned>              |
        | <role> partner drugs | <partners>             |
        | setting              | <setting>              |
        | eGFR                 | <eGFR>                 |
        | eGFR equation        | <eGFR equation>        |
        | creatinine clearance | <creatinine clearance> |
      When the rule book is applied
      Then <code> applies to the <role> regimen as info

      Examples:
        | code                      | role    | current     | planned     | partners                    | setting                | eGFR | eGFR equation | creatinine clearance |
        | renal-isa-pd-egfr-ge60    | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | planned | none        | isatuximab  | dexamethasone, pomalidomide | relapsed mm            | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | current | isatuximab  | none        | pomalidomide, dexamethasone | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-dara-pd-crcl-gt60   | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-le60   | planned | none        | daratumumab | dexamethasone, pomalidomide | relapsed mm            |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | current | daratumumab | none        | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 60                   |
        | renal-isa-kd-egfr-ge60    | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | planned | none        | isatuximab  | dexamethasone, carfilzomib  | relapsed mm            | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | current | isatuximab  | none        | carfilzomib, dexamethasone  | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-dara-kd-crcl-ge80   | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-50to80 | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-15to50 | planned | none        | daratumumab | dexamethasone, carfilzomib  | relapsed mm            |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | current | daratumumab | none        | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 15                   |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: Another antibody, partner or setting shows none of the figures by renal function
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | <setting>              |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> does not apply

      Examples:
        | code                      | planned         | partners                                      | setting                | eGFR | eGFR equation | creatinine clearance |
        | renal-isa-pd-egfr-ge60    | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | pomalidomide                                  | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | none                                          | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab      | pomalidomide, dexamethasone                   | al amyloidosis         | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab      | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab      | pomalidomide                                  | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab      | pomalidomide, dexamethasone                   | newly diagnosed mm     | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab      | pomalidomide, dexamethasone                   | other                  | 59.9 | MDRD          |                      |
        | renal-dara-pd-crcl-gt60   | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | pomalidomide                                  | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | none                                          | relapsed refractory mm |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab     | pomalidomide, dexamethasone                   | al amyloidosis         |      |               | 60.1                 |
        | renal-dara-pd-crcl-le60   | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab     | pomalidomide, dexamethasone, cyclophosphamide | relapsed refractory mm |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab     | pomalidomide                                  | relapsed refractory mm |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab     | pomalidomide, dexamethasone                   | newly diagnosed mm     |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | other anti cd38 | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab     | pomalidomide, dexamethasone                   | other                  |      |               | 60                   |
        | renal-isa-kd-egfr-ge60    | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | carfilzomib                                   | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | none                                          | relapsed refractory mm | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab      | carfilzomib, dexamethasone                    | al amyloidosis         | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | daratumumab     | carfilzomib, dexamethasone                    | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab      | pomalidomide, dexamethasone                   | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab      | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab      | carfilzomib                                   | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab      | carfilzomib, dexamethasone                    | newly diagnosed mm     | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab      | carfilzomib, dexamethasone                    | other                  | 59.9 | MDRD          |                      |
        | renal-dara-kd-crcl-ge80   | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | carfilzomib                                   | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | none                                          | relapsed refractory mm |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab     | carfilzomib, dexamethasone                    | al amyloidosis         |      |               | 80                   |
        | renal-dara-kd-crcl-50to80 | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab     | carfilzomib                                   | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | other anti cd38 | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab     | carfilzomib, dexamethasone                    | other                  |      |               | 50                   |
        | renal-dara-kd-crcl-15to50 | isatuximab      | carfilzomib, dexamethasone                    | relapsed refractory mm |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | pomalidomide, dexamethasone                   | relapsed refractory mm |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | carfilzomib, dexamethasone, cyclophosphamide  | relapsed refractory mm |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | carfilzomib                                   | relapsed refractory mm |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | carfilzomib, dexamethasone                    | newly diagnosed mm     |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | none                                          | relapsed refractory mm |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab     | carfilzomib, dexamethasone                    | al amyloidosis         |      |               | 15                   |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: Subcutaneous isatuximab shows none of the figures by renal function, subcutaneous daratumumab does
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | planned route         | <route>                |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                      | planned     | partners                    | route        | outcome                        | eGFR | eGFR equation | creatinine clearance |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 60   | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone |              | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | undecided    | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | subcutaneous | does not apply                 | 59.9 | MDRD          |                      |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen |      |               | 60.1                 |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen |      |               | 60.1                 |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone | intravenous  | applies to the planned regimen |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |              | applies to the planned regimen |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone | undecided    | applies to the planned regimen |      |               | 60                   |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone | subcutaneous | applies to the planned regimen |      |               | 60                   |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 60   | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  |              | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen | 59.9 | MDRD          |                      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | subcutaneous | does not apply                 | 59.9 | MDRD          |                      |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen |      |               | 80                   |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen |      |               | 80                   |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen |      |               | 50                   |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen |      |               | 50                   |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  | intravenous  | applies to the planned regimen |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |              | applies to the planned regimen |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  | undecided    | applies to the planned regimen |      |               | 15                   |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  | subcutaneous | applies to the planned regimen |      |               | 15                   |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: What isn't recorded leaves the figures by renal function open
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | <setting>              |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> can't be decided for the planned regimen without <missing>

      Examples:
        | code                      | planned     | partners                    | setting                | eGFR | eGFR equation | creatinine clearance | missing                              |
        | renal-isa-pd-egfr-ge60    | isatuximab  |                             | relapsed refractory mm | 60   | MDRD          |                      | partner drugs (planned regimen)      |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone |                        | 60   | MDRD          |                      | disease setting                      |
        | renal-isa-pd-egfr-ge60    | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 60   | MDRD          |                      | anti-CD38 antibody (planned regimen) |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm | 60   |               |                      | eGFR equation                        |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 45                   | eGFR                                 |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |      |               |                      | eGFR equation                        |
        | renal-isa-pd-egfr-lt60    | isatuximab  |                             | relapsed refractory mm | 59.9 | MDRD          |                      | partner drugs (planned regimen)      |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone |                        | 59.9 | MDRD          |                      | disease setting                      |
        | renal-isa-pd-egfr-lt60    | undecided   | pomalidomide, dexamethasone | relapsed refractory mm | 59.9 | MDRD          |                      | anti-CD38 antibody (planned regimen) |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm | 59.9 |               |                      | eGFR equation                        |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 45                   | eGFR                                 |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | relapsed refractory mm |      |               |                      | eGFR equation                        |
        | renal-dara-pd-crcl-gt60   | daratumumab |                             | relapsed refractory mm |      |               | 60.1                 | partner drugs (planned regimen)      |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |                        |      |               | 60.1                 | disease setting                      |
        | renal-dara-pd-crcl-gt60   | undecided   | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 60.1                 | anti-CD38 antibody (planned regimen) |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |      |               |                      | creatinine clearance                 |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm | 70   | MDRD          |                      | creatinine clearance                 |
        | renal-dara-pd-crcl-le60   | daratumumab |                             | relapsed refractory mm |      |               | 60                   | partner drugs (planned regimen)      |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |                        |      |               | 60                   | disease setting                      |
        | renal-dara-pd-crcl-le60   | undecided   | pomalidomide, dexamethasone | relapsed refractory mm |      |               | 60                   | anti-CD38 antibody (planned regimen) |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm |      |               |                      | creatinine clearance                 |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone | relapsed refractory mm | 70   | MDRD          |                      | creatinine clearance                 |
        | renal-isa-kd-egfr-ge60    | isatuximab  |                             | relapsed refractory mm | 60   | MDRD          |                      | partner drugs (planned regimen)      |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  |                        | 60   | MDRD          |                      | disease setting                      |
        | renal-isa-kd-egfr-ge60    | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 60   | MDRD          |                      | anti-CD38 antibody (planned regimen) |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm | 60   |               |                      | eGFR equation                        |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 45                   | eGFR                                 |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |      |               |                      | eGFR equation                        |
        | renal-isa-kd-egfr-lt60    | isatuximab  |                             | relapsed refractory mm | 59.9 | MDRD          |                      | partner drugs (planned regimen)      |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  |                        | 59.9 | MDRD          |                      | disease setting                      |
        | renal-isa-kd-egfr-lt60    | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm | 59.9 | MDRD          |                      | anti-CD38 antibody (planned regimen) |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm | 59.9 |               |                      | eGFR equation                        |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 45                   | eGFR                                 |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | relapsed refractory mm |      |               |                      | eGFR equation                        |
        | renal-dara-kd-crcl-ge80   | daratumumab |                             | relapsed refractory mm |      |               | 80                   | partner drugs (planned regimen)      |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |                        |      |               | 80                   | disease setting                      |
        | renal-dara-kd-crcl-ge80   | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 80                   | anti-CD38 antibody (planned regimen) |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |      |               |                      | creatinine clearance                 |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | 70   | MDRD          |                      | creatinine clearance                 |
        | renal-dara-kd-crcl-50to80 | daratumumab |                             | relapsed refractory mm |      |               | 50                   | partner drugs (planned regimen)      |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |                        |      |               | 50                   | disease setting                      |
        | renal-dara-kd-crcl-50to80 | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 50                   | anti-CD38 antibody (planned regimen) |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |      |               |                      | creatinine clearance                 |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | 70   | MDRD          |                      | creatinine clearance                 |
        | renal-dara-kd-crcl-15to50 | daratumumab |                             | relapsed refractory mm |      |               | 15                   | partner drugs (planned regimen)      |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |                        |      |               | 15                   | disease setting                      |
        | renal-dara-kd-crcl-15to50 | undecided   | carfilzomib, dexamethasone  | relapsed refractory mm |      |               | 15                   | anti-CD38 antibody (planned regimen) |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm |      |               |                      | creatinine clearance                 |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  | relapsed refractory mm | 70   | MDRD          |                      | creatinine clearance                 |

  Rule: What a figure by renal function doesn't show is said beside it

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: An interval that includes 1 is called so
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> says “<figure>”
      And <code> <note> “The interval includes 1; a benefit isn't shown statistically in this subgroup”

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | figure                   | note         |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | 0.58 (95 % CI 0.38–0.88) | does not say |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | 0.50 (95 % CI 0.30–0.85) | does not say |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | 0.64 (95 % CI 0.45–0.90) | does not say |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | 0.59 (95 % CI 0.35–0.99) | does not say |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | 0.63 (95 % CI 0.39–1.00) | does not say |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | 0.27 (95 % CI 0.11–0.66) | does not say |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | 0.68 (95 % CI 0.44–1.03) | says         |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | 0.65 (95 % CI 0.36–1.15) | says         |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | 0.44 (95 % CI 0.19–1.00) | does not say |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: P for interaction of renal function is shown as printed
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | words                                             |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | P for interaction is printed as 0.7575            |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | P for interaction is printed as 0.7575            |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | P for interaction is printed as NR (not reported) |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | P for interaction is printed as NR (not reported) |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | P for interaction is printed as 0.1101            |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | P for interaction is printed as 0.1101            |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | P for interaction is printed as 0.6445            |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | P for interaction is printed as 0.6445            |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | P for interaction is printed as 0.6445            |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-pd-egfr-lt60 @rule:renal-dara-pd-crcl-gt60
    @rule:renal-dara-pd-crcl-le60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-isa-kd-egfr-lt60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: The measure of the trial and its limits stand beside the figure
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> says “<words>”

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | words                                            |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | The eGFR is in mL/min/1.73 m²                    |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | a creatinine clearance aren't taken for it       |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | a paper of its own                               |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | The eGFR is in mL/min/1.73 m²                    |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | a creatinine clearance aren't taken for it       |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | No lower limit of eGFR is stated for the trial   |
        | renal-isa-pd-egfr-lt60    | isatuximab  | pomalidomide, dexamethasone | 59.9 | MDRD          |                      | a paper of its own                               |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | The creatinine clearance is in mL/min            |
        | renal-dara-pd-crcl-gt60   | daratumumab | pomalidomide, dexamethasone |      |               | 60.1                 | isn't specified for the trial                    |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | The creatinine clearance is in mL/min            |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | isn't specified for the trial                    |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | No lower limit of creatinine clearance is stated |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | The eGFR is in mL/min/1.73 m²                    |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | a creatinine clearance aren't taken for it       |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | The interval is printed as ending at 1           |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | The eGFR is in mL/min/1.73 m²                    |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | a creatinine clearance aren't taken for it       |
        | renal-isa-kd-egfr-lt60    | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      | No lower limit of eGFR is stated for the trial   |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | The creatinine clearance is in mL/min            |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | isn't specified for the trial                    |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | a benefit over all ranges of renal function      |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | The creatinine clearance is in mL/min            |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | isn't specified for the trial                    |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | a benefit over all ranges of renal function      |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | The creatinine clearance is in mL/min            |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | isn't specified for the trial                    |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | The lowest band of the trial begins here         |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | a benefit over all ranges of renal function      |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | The interval is printed as ending at 1           |

    @rule:renal-isa-pd-egfr-ge60 @rule:renal-isa-kd-egfr-ge60 @rule:renal-dara-pd-crcl-le60
    @rule:renal-dara-kd-crcl-ge80 @rule:renal-dara-kd-crcl-50to80 @rule:renal-dara-kd-crcl-15to50
    Scenario Outline: Exactly at a limit the band is pointed out
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then <code> <note> “Exactly <limit> belongs to this band”

      Examples:
        | code                      | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | note         | limit |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      | says         | 60    |
        | renal-isa-pd-egfr-ge60    | isatuximab  | pomalidomide, dexamethasone | 60.1 | MDRD          |                      | does not say | 60    |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | says         | 60    |
        | renal-isa-kd-egfr-ge60    | isatuximab  | carfilzomib, dexamethasone  | 60.1 | MDRD          |                      | does not say | 60    |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 60                   | says         | 60    |
        | renal-dara-pd-crcl-le60   | daratumumab | pomalidomide, dexamethasone |      |               | 59.9                 | does not say | 60    |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80                   | says         | 80    |
        | renal-dara-kd-crcl-ge80   | daratumumab | carfilzomib, dexamethasone  |      |               | 80.1                 | does not say | 80    |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   | says         | 50    |
        | renal-dara-kd-crcl-50to80 | daratumumab | carfilzomib, dexamethasone  |      |               | 50.1                 | does not say | 50    |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | says         | 15    |
        | renal-dara-kd-crcl-15to50 | daratumumab | carfilzomib, dexamethasone  |      |               | 15.1                 | does not say | 15    |

  Rule: An interval that ends at 1 is never called a benefit

    @rule:renal-ci-touches-one
    Scenario Outline: Two bands have an interval that ends at 1
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then renal-ci-touches-one applies to the planned regimen as info
      And renal-ci-touches-one says “<words>”
      And renal-ci-touches-one says “its interval ends at 1”
      And renal-ci-touches-one cites leleu-2022/<figure>
      And renal-ci-touches-one does not cite leleu-2022/<other>

      Examples:
        | planned     | partners                   | eGFR | eGFR equation | creatinine clearance | words                                                                                     | figure               | other                |
        | isatuximab  | carfilzomib, dexamethasone | 60   | MDRD          |                      | IKEMA, eGFR of 60 or more: the hazard ratio is 0.63 (95 % CI 0.39–1.00)                   | ikema-egfr-from-60   | candor-crcl-15-to-50 |
        | daratumumab | carfilzomib, dexamethasone |      |               | 15                   | CANDOR, creatinine clearance 15 to below 50: the hazard ratio is 0.44 (95 % CI 0.19–1.00) | candor-crcl-15-to-50 | ikema-egfr-from-60   |
        | daratumumab | carfilzomib, dexamethasone |      |               | 49.9                 | CANDOR, creatinine clearance 15 to below 50: the hazard ratio is 0.44 (95 % CI 0.19–1.00) | candor-crcl-15-to-50 | ikema-egfr-from-60   |

    @rule:renal-ci-touches-one
    Scenario: It holds for the current regimen too, and for one of two regimens
      Given a patient assessed on 2024-06-30
        | current antibody      | isatuximab                 |
        | current partner drugs | carfilzomib, dexamethasone |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | eGFR                  | 60                         |
        | eGFR equation         | MDRD                       |
        | creatinine clearance  | 80                         |
      When the rule book is applied
      Then renal-ci-touches-one applies to the current regimen as info
      And renal-ci-touches-one does not apply to the planned regimen

    @rule:renal-ci-touches-one
    Scenario Outline: No other band has such an interval
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
        | dialysis              | <dialysis>             |
      When the rule book is applied
      Then renal-ci-touches-one does not apply

      Examples:
        | planned     | partners                    | eGFR | eGFR equation | creatinine clearance | dialysis |
        | isatuximab  | carfilzomib, dexamethasone  | 59.9 | MDRD          |                      |          |
        | isatuximab  | pomalidomide, dexamethasone | 60   | MDRD          |                      |          |
        | isatuximab  | carfilzomib, dexamethasone  | 60   | CKD-EPI_2021  |                      |          |
        | isatuximab  | carfilzomib, dexamethasone  | 60   | MDRD          |                      | yes      |
        | daratumumab | carfilzomib, dexamethasone  |      |               | 14.9                 |          |
        | daratumumab | carfilzomib, dexamethasone  |      |               | 50                   |          |
        | daratumumab | carfilzomib, dexamethasone  |      |               | 15                   | yes      |
        | daratumumab | pomalidomide, dexamethasone |      |               | 15                   |          |

    @rule:renal-ci-touches-one
    Scenario Outline: While the band is open, so is this
      Given a patient assessed on 2024-06-30
        | current antibody      | none                   |
        | planned antibody      | <planned>              |
        | planned partner drugs | <partners>             |
        | setting               | relapsed refractory mm |
        | eGFR                  | <eGFR>                 |
        | eGFR equation         | <eGFR equation>        |
        | creatinine clearance  | <creatinine clearance> |
      When the rule book is applied
      Then renal-ci-touches-one can't be decided for the planned regimen without <missing>

      Examples:
        | planned     | partners                   | eGFR | eGFR equation | creatinine clearance | missing                         |
        | isatuximab  | carfilzomib, dexamethasone | 60   |               |                      | eGFR equation                   |
        | daratumumab | carfilzomib, dexamethasone |      |               |                      | creatinine clearance            |
        | isatuximab  |                            | 60   | MDRD          |                      | partner drugs (planned regimen) |
