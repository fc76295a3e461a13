Feature: Questions of safety that the source leaves open

  @rule:safety-not-in-source
  Scenario Outline: With either antibody planned or current the open questions are listed
    Given a patient assessed on 2024-06-30
      | current antibody | <current> |
      | planned antibody | <planned> |
    When the rule book is applied
    Then safety-not-in-source applies as info
    And safety-not-in-source says “No rate of neutropenia is given for the carfilzomib trials”
    And safety-not-in-source says “no overall rate of treatment-emergent adverse events for the pomalidomide trials”
    And safety-not-in-source says “Hepatitis B, zoster, antiviral prophylaxis and vaccination, cardiac disease”
    And safety-not-in-source says “nor are harms that are typical of the partner drugs”
    And safety-not-in-source says “care of cytopenias”
    And safety-not-in-source says “isn't a sign of safety”
    And safety-not-in-source cites leleu-2022/carfilzomib-trials-no-neutropenia-rate
    And safety-not-in-source cites leleu-2022/pregnancy-not-covered
    And safety-not-in-source cites leleu-2022/partner-drug-harms-not-covered

    Examples:
      | current     | planned     |
      | none        | daratumumab |
      | none        | isatuximab  |
      | none        | undecided   |
      | daratumumab | none        |
      | isatuximab  |             |
      |             | isatuximab  |
      | daratumumab | isatuximab  |

  @rule:safety-not-in-source
  Scenario Outline: Without either antibody they aren't
    Given a patient assessed on 2024-06-30
      | current antibody | <current> |
      | planned antibody | <planned> |
    And an earlier course of daratumumab
    When the rule book is applied
    Then safety-not-in-source does not apply

    Examples:
      | current         | planned         |
      | none            | none            |
      | other anti cd38 | none            |
      | none            | other anti cd38 |

  @rule:safety-not-in-source
  Scenario: A current antibody without any dose so far isn't being given
    Given a patient assessed on 2024-06-30
      | current antibody    | daratumumab |
      | current doses given | 0           |
      | planned antibody    | none        |
    When the rule book is applied
    Then safety-not-in-source does not apply

  @rule:safety-not-in-source
  Scenario Outline: While a regimen isn't recorded, it is open whether they concern this patient
    Given a patient assessed on 2024-06-30
      | current antibody | <current> |
      | planned antibody | <planned> |
    When the rule book is applied
    Then safety-not-in-source can't be decided without <missing>

    Examples:
      | current | planned | missing                              |
      | none    |         | anti-CD38 antibody (planned regimen) |
      |         | none    | anti-CD38 antibody (current regimen) |
