Feature: Red cells as an emergency

  @rule:transfusion-dtt-kell @hazard:H5
  Scenario Outline: Advice on DTT and Kell starts with the local procedures
    Given a patient assessed on 2024-03-15
      | current antibody           | daratumumab |
      | planned antibody           | none        |
      | earlier antibodies         | none        |
      | red cells                  | <cells>     |
      | Kell                       | negative    |
      | laboratory can use DTT     | <dtt>       |
      | laboratory can use trypsin | <trypsin>   |
    When the rule book is applied
    Then transfusion-dtt-kell applies as critical
    And transfusion-dtt-kell <says> “Local emergency release procedures go first”
    And transfusion-dtt-kell says “<words>”

    Examples:
      | cells     | dtt | trypsin | says         | words                              |
      | emergency | yes |         | says         | consider DTT-treated test cells    |
      | emergency |     |         | says         | consider DTT-treated test cells    |
      | emergency | no  | yes     | says         | consider Kell-compatible red cells |
      | emergency | no  | no      | says         | consider Kell-compatible red cells |
      | planned   | yes |         | does not say | Consider DTT treatment             |
      | expected  | no  | no      | does not say | Consider Kell-compatible red cells |

  @rule:transfusion-no-dtt-lab @hazard:H5
  Scenario Outline: Advice on fully matched blood starts with the local procedures
    Given a patient assessed on 2024-03-15
      | current antibody           | daratumumab |
      | planned antibody           | none        |
      | earlier antibodies         | none        |
      | red cells                  | <cells>     |
      | laboratory can use DTT     | no          |
      | laboratory can use trypsin | no          |
    When the rule book is applied
    Then transfusion-no-dtt-lab applies as critical
    And transfusion-no-dtt-lab <says> “Local emergency release procedures go first; consider blood compatible by ABO”

    Examples:
      | cells     | says         |
      | emergency | says         |
      | planned   | does not say |
      | expected  | does not say |

  @rule:transfusion-typing-missed @hazard:H5
  Scenario Outline: Advice on a typing that was missed starts with the local procedures
    Given a patient assessed on 2024-03-15
      | current antibody     | daratumumab |
      | planned antibody     | none        |
      | earlier antibodies   | none        |
      | red cells            | <cells>     |
      | extended typing done | no          |
    When the rule book is applied
    Then transfusion-typing-missed applies as <severity>
    And transfusion-typing-missed <says> “Local emergency release procedures go first; early extended typing was missed”

    Examples:
      | cells        | severity | says         |
      | emergency    | critical | says         |
      | planned      | critical | does not say |
      | not expected | warning  | does not say |
      |              | warning  | does not say |

  @rule:transfusion-lab-notify @hazard:H5
  Scenario Outline: A call for notice to the laboratory starts with the local procedures
    Given a patient assessed on 2024-03-15
      | current antibody   | <current> |
      | planned antibody   | <planned> |
      | earlier antibodies | none      |
      | red cells          | <cells>   |
      | laboratory told of | none      |
    When the rule book is applied
    Then transfusion-lab-notify applies as <severity>
    And transfusion-lab-notify <says> “Local emergency release procedures go first; consider telling the laboratory of <named>”

    Examples:
      | current     | planned    | cells     | severity | says         | named                         |
      | daratumumab | none       | emergency | critical | says         | daratumumab: no notice        |
      | isatuximab  | none       | emergency | critical | says         | isatuximab: no notice         |
      | daratumumab | isatuximab | emergency | critical | says         | daratumumab and of isatuximab |
      | none        | undecided  | emergency | critical | says         | daratumumab and of isatuximab |
      | daratumumab | none       | planned   | critical | does not say | daratumumab                   |
      | isatuximab  | none       |           | warning  | does not say | isatuximab                    |
