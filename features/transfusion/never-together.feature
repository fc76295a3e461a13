Feature: Advice on transfusion that never stands together

  @rule:transfusion-dtt-kell @rule:transfusion-dtt-kell-positive-exception
  Scenario Outline: Either the Kell advice or its exception, never both
    Given a patient assessed on 2024-03-15
      | current antibody       | daratumumab |
      | planned antibody       | isatuximab  |
      | earlier antibodies     | none        |
      | red cells              | planned     |
      | Kell                   | <kell>      |
      | Kell before first dose | <before>    |
    When the rule book is applied
    Then transfusion-dtt-kell <advice>
    And transfusion-dtt-kell-positive-exception <exception>

    Examples:
      | kell     | before | advice         | exception      |
      | positive | yes    | does not apply | applies        |
      | positive | no     | applies        | does not apply |
      | positive |        | applies        | does not apply |
      | negative | yes    | applies        | does not apply |
      |          | yes    | applies        | does not apply |

  @rule:transfusion-no-dtt-lab @rule:transfusion-trypsin-alternative @rule:transfusion-modified-dtt @rule:missing-dtt-capability
  Scenario Outline: Advice for a laboratory without techniques stands alone
    Given a patient assessed on 2024-03-15
      | current antibody                | isatuximab |
      | planned antibody                | none       |
      | earlier antibodies              | none       |
      | red cells                       | planned    |
      | laboratory can use DTT          | <dtt>      |
      | laboratory can use modified DTT | <modified> |
      | laboratory can use trypsin      | <trypsin>  |
    When the rule book is applied
    Then transfusion-no-dtt-lab <none>
    And transfusion-trypsin-alternative <only trypsin>
    And transfusion-modified-dtt <dtt possible>
    And missing-dtt-capability <asked>

    Examples:
      | dtt | modified | trypsin | none                                                           | only trypsin                                               | dtt possible   | asked          |
      | no  |          | no      | applies                                                        | does not apply                                             | does not apply | does not apply |
      | no  | no       | no      | applies                                                        | does not apply                                             | does not apply | does not apply |
      | no  |          | yes     | does not apply                                                 | applies                                                    | does not apply | does not apply |
      | yes |          | no      | does not apply                                                 | does not apply                                             | applies        | does not apply |
      | no  | yes      | no      | does not apply                                                 | does not apply                                             | applies        | does not apply |
      | yes |          | yes     | does not apply                                                 | does not apply                                             | applies        | does not apply |
      | no  |          |         | can't be decided without trypsin treatment available           | can't be decided without trypsin treatment available       | does not apply | applies        |
      |     |          | no      | can't be decided without DTT treatment available               | does not apply                                             | applies        | applies        |
      |     |          | yes     | does not apply                                                 | can't be decided without DTT treatment available           | applies        | does not apply |
      |     |          |         | can't be decided without DTT treatment available               | can't be decided without DTT treatment available           | applies        | applies        |

  @rule:transfusion-iat-dara @rule:transfusion-dara-tail-6mo
  Scenario Outline: Current daratumumab and ended daratumumab don't both speak
    Given a patient assessed on 2024-03-15
      | current antibody | <current> |
      | planned antibody | none      |
    And an earlier course of daratumumab
      | last dose | 2024-02-01 |
    When the rule book is applied
    Then transfusion-iat-dara <during>
    And transfusion-dara-tail-6mo <after>

    Examples:
      | current     | during         | after          |
      | daratumumab | applies        | does not apply |
      | isatuximab  | does not apply | applies        |
      | none        | does not apply | applies        |

  @rule:transfusion-typing-missed @rule:missing-typing
  Scenario Outline: A typing is either missed or asked for
    Given a patient assessed on 2024-03-15
      | current antibody     | daratumumab |
      | planned antibody     | none        |
      | earlier antibodies   | none        |
      | extended typing done | <done>      |
    When the rule book is applied
    Then transfusion-typing-missed <missed>
    And missing-typing <asked>

    Examples:
      | done | missed                                                       | asked          |
      | no   | applies                                                      | does not apply |
      |      | can't be decided without extended red-cell typing on file    | applies        |
      | yes  | can't be decided without time of the extended red-cell typing | does not apply |
