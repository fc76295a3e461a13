Feature: The limits of renal function

  Rule: Each trial draws its own limit, and says whether it counts to the impaired

    @rule:renal-below-range
    Scenario Outline: CANDOR admitted patients from 15 mL/min on
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | creatinine clearance  | <value>                    |
      When the rule book is applied
      Then renal-below-range <outcome>

      Examples:
        | value | outcome        |
        | 14.9  | applies        |
        | 15    | does not apply |
        | 15.1  | does not apply |

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: A clearance of exactly 60 mL/min still counts as impaired for CANDOR
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | creatinine clearance  | <value>                    |
        | dialysis              | no                         |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed <outcome>

      Examples:
        | value | outcome        |
        | 59.9  | applies        |
        | 60    | applies        |
        | 60.1  | does not apply |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: A clearance of exactly 60 mL/min still counts as impaired for APOLLO
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | creatinine clearance  | <value>                     |
        | dialysis              | no                          |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported <outcome>

      Examples:
        | value | outcome        |
        | 59.9  | applies        |
        | 60    | applies        |
        | 60.1  | does not apply |

    @rule:renal-dara-kd-crr-not-assessed
    Scenario Outline: Where only the eGFR is known, exactly 60 no longer counts as impaired for CANDOR
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | daratumumab                |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | eGFR                  | <value>                    |
        | dialysis              | no                         |
      When the rule book is applied
      Then renal-dara-kd-crr-not-assessed <outcome>

      Examples:
        | value | outcome                                                               |
        | 59.9  | applies                                                               |
        | 60    | can't be decided for the planned regimen without creatinine clearance |
        | 60.1  | can't be decided for the planned regimen without creatinine clearance |

    @rule:renal-dara-pd-crr-not-reported
    Scenario Outline: Where only the eGFR is known, exactly 60 no longer counts as impaired for APOLLO
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | daratumumab                 |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | eGFR                  | <value>                     |
        | dialysis              | no                          |
      When the rule book is applied
      Then renal-dara-pd-crr-not-reported <outcome>

      Examples:
        | value | outcome                                                               |
        | 59.9  | applies                                                               |
        | 60    | can't be decided for the planned regimen without creatinine clearance |
        | 60.1  | can't be decided for the planned regimen without creatinine clearance |

    @rule:renal-isa-kd-crr
    Scenario Outline: Renal response in IKEMA was measured below an eGFR of 60
      Given a patient assessed on 2024-06-30
        | current antibody      | none                       |
        | planned antibody      | isatuximab                 |
        | planned partner drugs | carfilzomib, dexamethasone |
        | setting               | relapsed refractory mm     |
        | eGFR                  | <value>                    |
        | eGFR equation         | MDRD                       |
      When the rule book is applied
      Then renal-isa-kd-crr <outcome>

      Examples:
        | value | outcome        |
        | 59.9  | applies        |
        | 60    | does not apply |
        | 60.1  | does not apply |

    @rule:renal-isa-pd-crr
    Scenario Outline: Renal response in ICARIA-MM was measured below an eGFR of 50
      Given a patient assessed on 2024-06-30
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
        | setting               | relapsed refractory mm      |
        | eGFR                  | <value>                     |
        | eGFR equation         | MDRD                        |
      When the rule book is applied
      Then renal-isa-pd-crr <outcome>

      Examples:
        | value | outcome        |
        | 49.9  | applies        |
        | 50    | does not apply |
        | 50.1  | does not apply |
