Feature: Patients whom the source doesn't address

  @rule:meta-out-of-scope
  Scenario Outline: Another disease setting isn't addressed
    Given a patient assessed on 2024-06-30
      | setting            | <setting> |
      | age                | 60        |
      | current antibody   | none      |
      | planned antibody   | none      |
      | earlier antibodies | none      |
    When the rule book is applied
    Then meta-out-of-scope <verdict>

    Examples:
      | setting                | verdict         |
      | other                  | applies as info |
      | relapsed refractory mm | does not apply  |
      | relapsed mm            | does not apply  |
      | newly diagnosed mm     | does not apply  |
      | al amyloidosis         | does not apply  |

  @rule:meta-out-of-scope
  Scenario Outline: Patients under 18 years of age aren't addressed
    Given a patient assessed on 2024-06-30
      | setting            | relapsed refractory mm |
      | <word>             | <value>                |
      | current antibody   | none                   |
      | planned antibody   | none                   |
      | earlier antibodies | none                   |
    When the rule book is applied
    Then meta-out-of-scope <verdict>

    Examples:
      | word          | value      | verdict         |
      | age           | 0          | applies as info |
      | age           | 17         | applies as info |
      | age           | 18         | does not apply  |
      | age           | 19         | does not apply  |
      | date of birth | 2006-07-01 | applies as info |
      | date of birth | 2006-06-30 | does not apply  |

  @rule:meta-out-of-scope
  Scenario Outline: Another anti-CD38 antibody isn't addressed, whether given, planned or given before
    Given a patient assessed on 2024-06-30
      | setting              | relapsed refractory mm |
      | age                  | 60                     |
      | current antibody     | <current>              |
      | planned antibody     | <planned>              |
      | alternative antibody | <alternative>          |
      | earlier antibodies   | none                   |
    When the rule book is applied
    Then meta-out-of-scope <verdict>

    Examples:
      | current         | planned         | alternative     | verdict         |
      | other anti cd38 | none            |                 | applies as info |
      | none            | other anti cd38 |                 | applies as info |
      | none            | isatuximab      | other anti cd38 | applies as info |
      | daratumumab     | isatuximab      |                 | does not apply  |
      | none            | undecided       |                 | does not apply  |

  @rule:meta-out-of-scope
  Scenario: Another anti-CD38 antibody that was given before isn't addressed
    Given a patient assessed on 2024-06-30
      | setting          | relapsed refractory mm |
      | age              | 60                     |
      | current antibody | none                   |
      | planned antibody | isatuximab             |
    And an earlier course of other anti cd38
    When the rule book is applied
    Then meta-out-of-scope applies as info
    And meta-out-of-scope says “other than daratumumab and isatuximab”
    And meta-out-of-scope does not say “under 18”
    And meta-out-of-scope does not cite leleu-2022/other-settings-not-covered
    And meta-out-of-scope does not say “disease setting is recorded as other”

  @rule:meta-out-of-scope
  Scenario: All reasons are named together
    Given a patient assessed on 2024-06-30
      | setting          | other           |
      | age              | 17              |
      | current antibody | other anti cd38 |
    When the rule book is applied
    Then meta-out-of-scope says “other than newly diagnosed, relapsed or refractory myeloma and light-chain amyloidosis”
    And meta-out-of-scope cites leleu-2022/other-settings-not-covered
    And meta-out-of-scope says “other than daratumumab and isatuximab”
    And meta-out-of-scope says “Patients under 18 years of age”
    And meta-out-of-scope says “isn't thereby shown to hold for this patient”

  @rule:meta-out-of-scope
  Scenario: At 18 years only the other reason is named
    Given a patient assessed on 2024-06-30
      | setting | other |
      | age     | 18    |
    When the rule book is applied
    Then meta-out-of-scope applies as info
    And meta-out-of-scope does not say “under 18”

  @rule:meta-out-of-scope
  Scenario: meta-out-of-scope can't be decided without age
    Given a patient assessed on 2024-06-30
      | setting            | relapsed refractory mm |
      | current antibody   | none                   |
      | planned antibody   | none                   |
      | earlier antibodies | none                   |
    When the rule book is applied
    Then meta-out-of-scope can't be decided without age

  @rule:meta-out-of-scope
  Scenario: A year of birth alone may leave it open whether the patient is 18
    Given a patient assessed on 2024-06-30
      | setting            | relapsed refractory mm |
      | date of birth      | 2006                   |
      | current antibody   | none                   |
      | planned antibody   | none                   |
      | earlier antibodies | none                   |
    When the rule book is applied
    Then meta-out-of-scope can't be decided without age

  @rule:meta-out-of-scope
  Scenario: meta-out-of-scope can't be decided without disease setting
    Given a patient assessed on 2024-06-30
      | age                | 60   |
      | current antibody   | none |
      | planned antibody   | none |
      | earlier antibodies | none |
    When the rule book is applied
    Then meta-out-of-scope can't be decided without disease setting

  @rule:meta-out-of-scope
  Scenario: meta-out-of-scope can't be decided without earlier anti-CD38 antibodies
    Given a patient assessed on 2024-06-30
      | setting          | relapsed refractory mm |
      | age              | 60                     |
      | current antibody | none                   |
      | planned antibody | none                   |
    When the rule book is applied
    Then meta-out-of-scope can't be decided without earlier anti-CD38 antibodies

  @rule:meta-out-of-scope
  Scenario: An earlier course without a name may have been another antibody
    Given a patient assessed on 2024-06-30
      | setting          | relapsed refractory mm |
      | age              | 60                     |
      | current antibody | none                   |
      | planned antibody | isatuximab             |
    And an earlier course of unnamed
    When the rule book is applied
    Then meta-out-of-scope can't be decided without earlier anti-CD38 antibodies
