Feature: How old the labels are that the source cites

  @rule:meta-label-date
  Scenario Outline: Whatever rests on a label comes with the dates of the labels
    Given a patient assessed on 2024-06-30
      | setting                           | relapsed refractory mm  |
      | prior lines                       | 2                       |
      | earlier antibodies                | none                    |
      | current antibody                  | none                    |
      | planned antibody                  | <antibody>              |
      | planned route                     | <route>                 |
      | planned partner drugs             | <partners>              |
      | extended typing done              | yes                     |
      | extended typing before first dose | yes                     |
      | laboratory told of                | daratumumab, isatuximab |
    When the rule book is applied
    Then <rule> applies to the planned regimen
    And meta-label-date applies as info
    And meta-label-date says “Labels are cited as of March 16, 2022”

    Examples: A rule of topic dosing, a rule of topic labeling, a rule that rests on a label
      | antibody    | route        | partners                    | rule                        |
      | isatuximab  | subcutaneous | pomalidomide, dexamethasone | dose-isa-sc-investigational |
      | daratumumab |              | venetoclax                  | label-dara-not-described    |
      | isatuximab  | intravenous  | pomalidomide, dexamethasone | label-isa-pd                |
      | daratumumab | intravenous  | carfilzomib, dexamethasone  | dose-dara-iv-kd             |

  @rule:meta-label-date
  Scenario: A label behind advice on another subject counts too
    Given a patient assessed on 2024-06-30
      | COPD             | yes         |
      | current antibody | daratumumab |
      | planned antibody | none        |
    When the rule book is applied
    Then copd-dara-bronchodilator applies to the current regimen
    And meta-label-date applies as info

  @rule:meta-label-date
  Scenario: Each text is shown with its date
    Given a patient assessed on 2024-06-30
      | region           | US          |
      | current antibody | none        |
      | planned antibody | daratumumab |
    When the rule book is applied
    Then meta-label-date says “intravenous daratumumab: March 2022; of subcutaneous daratumumab: January 2022; of isatuximab: March 2021”
    And meta-label-date says “on isatuximab: 2021; on daratumumab: August, 2020”
    And meta-label-date says “of isatuximab, June 2, 2020; of subcutaneous daratumumab, June 4, 2020”
    And meta-label-date says “wasn't read in the labels themselves”
    And meta-label-date cites leleu-2022/label-date-isatuximab
    And meta-label-date cites leleu-2022/other-regions-not-described

  @rule:meta-label-date
  Scenario Outline: For a region without a label in the source this is said
    Given a patient assessed on 2024-06-30
      | region                | <region>                   |
      | setting               | relapsed mm                |
      | prior lines           | 2                          |
      | current antibody      | none                       |
      | planned antibody      | isatuximab                 |
      | planned route         | intravenous                |
      | planned partner drugs | carfilzomib, dexamethasone |
    When the rule book is applied
    Then meta-label-date <other> “neither the USA nor the European Union; the source describes no other label”
    And meta-label-date <open> “The region of practice isn't recorded”

    Examples:
      | region | other        | open         |
      | US     | does not say | does not say |
      | EU     | does not say | does not say |
      | other  | says         | does not say |
      |        | does not say | says         |

  @rule:meta-label-date
  Scenario Outline: Without an antibody no label is cited
    Given a patient assessed on 2024-06-30
      | setting            | relapsed mm |
      | prior lines        | 2           |
      | COPD               | yes         |
      | region             | US          |
      | current antibody   | <current>   |
      | planned antibody   | <planned>   |
      | earlier antibodies | none        |
    When the rule book is applied
    Then meta-label-date does not apply

    Examples:
      | current         | planned         |
      | none            | none            |
      | other anti cd38 | none            |
      | none            | other anti cd38 |

  @rule:meta-label-date
  Scenario: A rule that can't be decided cites no label
    Given a patient assessed on 2024-06-30
      | setting     | relapsed mm |
      | prior lines | 2           |
      | COPD        | yes         |
    When the rule book is applied
    Then copd-dara-bronchodilator waits for the planned regimen
    And label-isa-pd waits for the current regimen
    And meta-label-date does not apply
