Feature: Rules about regimens are decided once for each

  Background:
    Given the rules
      """
      daratumumab: {fact: regimen.agent, is: daratumumab}
      one-of-the-two: {fact: regimen.agent, one_of: [daratumumab, isatuximab]}
      any-of-them: {rule: daratumumab, is: yes}
      """

  Scenario: The current and the planned regimen have verdicts of their own
    Given a patient assessed on 2024-03-15
      | current antibody | daratumumab |
      | planned antibody | isatuximab  |
    Then the verdict of daratumumab is yes for the current regimen
    And the verdict of daratumumab is no for the planned regimen
    And the verdict of any-of-them is yes

  Scenario: A regimen that isn't recorded leaves its rules open, one known to be none makes them no
    Given a patient assessed on 2024-03-15
      | current antibody | none |
    Then the verdict of daratumumab is no for the current regimen
    And the verdict of daratumumab is unknown for the planned regimen
    And the verdict of any-of-them is unknown

  Scenario: An alternative plan that isn't recorded is none
    Given a patient assessed on 2024-03-15
      | current antibody | none       |
      | planned antibody | isatuximab |
    Then the verdict of daratumumab is no for the alternative regimen
    And the verdict of any-of-them is no

  Scenario: An undecided plan is one of the two agents, and neither in particular
    Given a patient assessed on 2024-03-15
      | current antibody | none      |
      | planned antibody | undecided |
    Then the verdict of one-of-the-two is yes for the planned regimen
    And the verdict of daratumumab is unknown for the planned regimen
