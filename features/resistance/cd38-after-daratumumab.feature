Feature: CD38 after daratumumab, and what isn't known of it after isatuximab

  Rule: Daratumumab at most 6 months before a new course

    @rule:cd38-dara-recovery-6mo
    Scenario Outline: Up to and including six calendar months before the planned start, CD38 may still be low
      Given a patient assessed on 2024-01-15
        | current antibody | none    |
        | planned antibody | <agent> |
        | planned start    | <start> |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then cd38-dara-recovery-6mo applies to the planned regimen as warning
      And cd38-dara-recovery-6mo says “timing of planned <words>”

      Examples:
        | agent       | last       | start      | words                             |
        | isatuximab  | 2023-12-20 | 2024-02-01 | isatuximab                        |
        | isatuximab  | 2023-09-15 | 2024-03-15 | isatuximab                        |
        | isatuximab  | 2023-08-31 | 2024-02-29 | isatuximab                        |
        | isatuximab  | 2023-08-29 | 2024-02-29 | isatuximab                        |
        | isatuximab  | 2023-08    | 2024-02-29 | isatuximab                        |
        | isatuximab  | 2023       | 2024-06    | isatuximab                        |
        | daratumumab | 2023-09-15 | 2024-03-15 | daratumumab                       |
        | undecided   | 2023-09-15 | 2024-03-15 | daratumumab or isatuximab         |

    @rule:cd38-dara-recovery-6mo
    Scenario Outline: The day after six calendar months it is no longer said
      Given a patient assessed on 2024-01-15
        | current antibody | none       |
        | planned antibody | isatuximab |
        | planned start    | <start>    |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then cd38-dara-recovery-6mo does not apply

      Examples:
        | last       | start      |
        | 2023-09-15 | 2024-03-16 |
        | 2023-08-31 | 2024-03-01 |
        | 2023-08-28 | 2024-02-29 |
        | 2023-08    | 2024-03    |
        | 2022       | 2024-02    |

    @rule:cd38-dara-recovery-6mo
    Scenario Outline: A bare count that may be six months counts as inside
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
        | planned start    | 2024-03-15 |
      And an earlier course of daratumumab
        | days since last dose   | <days>   |
        | months since last dose | <months> |
      When the rule book is applied
      Then cd38-dara-recovery-6mo <outcome>

      Examples:
        | days | months | outcome            |
        | 0    |        | applies as warning |
        | 180  |        | applies as warning |
        | 183  |        | applies as warning |
        | 184  |        | applies as warning |
        | 185  |        | does not apply     |
        |      | 5.9    | applies as warning |
        |      | 6      | applies as warning |
        |      | 6.1    | does not apply     |

    @rule:cd38-dara-recovery-6mo
    Scenario: Both times are shown, with what speaks against reading too much into them
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
        | planned start    | 2024-04-01 |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo says “may stay low for at least 6 months”
      And cd38-dara-recovery-6mo says “may take up to 6 months to come back”
      And cd38-dara-recovery-6mo says “isn't shown”
      And cd38-dara-recovery-6mo says “appeared to keep CD38”
      And cd38-dara-recovery-6mo says “isn't a recommendation to delay treatment”
      And cd38-dara-recovery-6mo does not say “runs to the day of assessment”
      And cd38-dara-recovery-6mo cites leleu-2022/cd38-retained-after-progression
      And cd38-dara-recovery-6mo cites leleu-2022/cd38-level-without-threshold
      And meta-conflict-in-source applies

    @rule:cd38-dara-recovery-6mo
    Scenario: A planned start that isn't recorded is taken as the day of assessment
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo applies to the planned regimen as warning
      And cd38-dara-recovery-6mo says “runs to the day of assessment”
      And cd38-dara-recovery-6mo assumes something of start (planned regimen)

    @rule:cd38-dara-recovery-6mo
    Scenario: Daratumumab that is being given comes before a switch to isatuximab
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | current last dose  | 2024-03-01  |
        | planned antibody   | isatuximab  |
        | earlier antibodies | none        |
      When the rule book is applied
      Then cd38-dara-recovery-6mo applies to the planned regimen as warning
      And cd38-dara-recovery-6mo does not apply to the current regimen

    @rule:cd38-dara-recovery-6mo
    Scenario: An alternative plan is a plan
      Given a patient assessed on 2024-03-15
        | current antibody     | daratumumab |
        | current last dose    | 2024-03-01  |
        | planned antibody     | daratumumab |
        | alternative antibody | isatuximab  |
        | earlier antibodies   | none        |
      When the rule book is applied
      Then cd38-dara-recovery-6mo applies to the alternative regimen as warning
      And cd38-dara-recovery-6mo says “alternatively planned isatuximab”
      And cd38-dara-recovery-6mo does not apply to the planned regimen

    @rule:cd38-dara-recovery-6mo
    Scenario Outline: Without daratumumab before, or without a new course of either antibody, it doesn't arise
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
      And an earlier course of <earlier>
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo does not apply

      Examples:
        | current     | planned         | earlier         |
        | none        | isatuximab      | isatuximab      |
        | none        | isatuximab      | other anti cd38 |
        | none        | other anti cd38 | daratumumab     |
        | none        | none            | daratumumab     |
        | isatuximab  | none            | daratumumab     |
        | isatuximab  | isatuximab      | daratumumab     |
        | daratumumab | daratumumab     | daratumumab     |

    @rule:cd38-dara-recovery-6mo
    Scenario: The latest of several courses of daratumumab counts
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of daratumumab
        | last dose | 2021-01-10 |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo applies to the planned regimen as warning

    @rule:cd38-dara-recovery-6mo
    Scenario: Before isatuximab alone it is shown under the advice on isatuximab alone
      Given a patient assessed on 2024-03-15
        | current antibody      | none       |
        | planned antibody      | isatuximab |
        | planned partner drugs | none       |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo is shown under seq-isa-mono-after-dara

    @rule:cd38-dara-recovery-6mo
    Scenario: Before isatuximab-Pd it is an alert of its own
      Given a patient assessed on 2024-03-15
        | current antibody      | none                        |
        | planned antibody      | isatuximab                  |
        | planned partner drugs | pomalidomide, dexamethasone |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo is an alert of its own

    @rule:cd38-dara-recovery-6mo
    Scenario: cd38-dara-recovery-6mo can't be decided without last dose of each earlier anti-CD38 antibody
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of daratumumab
      When the rule book is applied
      Then cd38-dara-recovery-6mo can't be decided for the planned regimen without last dose of each earlier anti-CD38 antibody
      And missing-last-dose applies

    @rule:cd38-dara-recovery-6mo
    Scenario: cd38-dara-recovery-6mo can't be decided without latest dose so far (current regimen)
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | isatuximab  |
        | earlier antibodies | none        |
      When the rule book is applied
      Then cd38-dara-recovery-6mo can't be decided for the planned regimen without latest dose so far (current regimen)

    @rule:cd38-dara-recovery-6mo
    Scenario Outline: cd38-dara-recovery-6mo can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of unnamed
        | last dose | <last> |
      When the rule book is applied
      Then cd38-dara-recovery-6mo can't be decided for the planned regimen without earlier anti-CD38 antibodies

      Examples:
        | last       |
        | 2023-12-20 |
        |            |

    @rule:cd38-dara-recovery-6mo
    Scenario: An unnamed course long ago can't have been recent daratumumab
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of unnamed
        | last dose | 2022-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo does not apply

    @rule:cd38-dara-recovery-6mo
    Scenario: cd38-dara-recovery-6mo can't be decided without anti-CD38 antibody (planned regimen) beside a current one
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | current last dose  | 2024-03-01  |
        | planned antibody   | undecided   |
        | earlier antibodies | none        |
      When the rule book is applied
      Then cd38-dara-recovery-6mo can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)

    @rule:cd38-dara-recovery-6mo
    Scenario: cd38-dara-recovery-6mo waits for a plan that isn't recorded
      Given a patient assessed on 2024-03-15
        | current antibody | none |
      And an earlier course of daratumumab
        | last dose | 2023-12-20 |
      When the rule book is applied
      Then cd38-dara-recovery-6mo waits for the planned regimen

  Rule: The level of CD38 and cytotoxicity

    @rule:cd38-low-adcc
    Scenario Outline: After daratumumab the cytotoxicity by level of CD38 is background
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | <planned> |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then cd38-low-adcc applies as info
      And cd38-low-adcc says “14.2% in the third with the lowest CD38, 45.6% in that with the highest”
      And cd38-low-adcc says “predict no response of this patient”
      And cd38-low-adcc says “about daratumumab”
      And cd38-low-adcc cites leleu-2022/cd38-level-without-threshold

      Examples:
        | current    | planned    | last       |
        | none       | isatuximab | 2023-12-20 |
        | none       | isatuximab | 2020-01-10 |
        | none       | none       |            |
        | isatuximab |            | 2023-12-20 |

    @rule:cd38-low-adcc
    Scenario Outline: Current daratumumab brings it up once isatuximab is planned soon after
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | current last dose  | 2024-03-01  |
        | planned antibody   | <planned>   |
        | planned start      | <start>     |
        | earlier antibodies | none        |
      When the rule book is applied
      Then cd38-low-adcc <outcome>

      Examples:
        | planned     | start      | outcome         |
        | isatuximab  | 2024-09-01 | applies as info |
        | isatuximab  | 2024-09-02 | does not apply  |
        | daratumumab | 2024-03-20 | does not apply  |
        | none        |            | does not apply  |

    @rule:cd38-low-adcc
    Scenario Outline: Without daratumumab before, it isn't shown
      Given a patient assessed on 2024-03-15
        | current antibody | none       |
        | planned antibody | isatuximab |
      And an earlier course of <earlier>
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then cd38-low-adcc does not apply

      Examples:
        | earlier         |
        | isatuximab      |
        | other anti cd38 |

    @rule:cd38-low-adcc
    Scenario Outline: cd38-low-adcc can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of unnamed
        | last dose | <last> |
      When the rule book is applied
      Then cd38-low-adcc can't be decided without earlier anti-CD38 antibodies

      Examples:
        | last       |
        | 2020-01-10 |
        |            |

  Rule: What isn't reported of isatuximab

    @rule:cd38-isa-not-reported
    Scenario Outline: With earlier or current isatuximab the missing data are named
      Given a patient assessed on 2024-03-15
        | current antibody    | <current> |
        | current doses given | <doses>   |
        | planned antibody    | none      |
      And an earlier course of <earlier>
      When the rule book is applied
      Then cd38-isa-not-reported applies as info
      And cd38-isa-not-reported says “isatuximab data aren't reported”
      And cd38-isa-not-reported says “in cell lines”
      And cd38-isa-not-reported does not say “6 months”

      Examples:
        | current     | doses | earlier     |
        | none        |       | isatuximab  |
        | daratumumab | 3     | isatuximab  |
        | isatuximab  | 1     | daratumumab |
        | isatuximab  |       | unnamed     |

    @rule:cd38-isa-not-reported
    Scenario Outline: Without isatuximab, or before its first dose, it isn't shown
      Given a patient assessed on 2024-03-15
        | current antibody    | <current>  |
        | current doses given | <doses>    |
        | planned antibody    | isatuximab |
      And an earlier course of <earlier>
      When the rule book is applied
      Then cd38-isa-not-reported does not apply

      Examples:
        | current     | doses | earlier         |
        | none        |       | daratumumab     |
        | isatuximab  | 0     | daratumumab     |
        | daratumumab | 3     | other anti cd38 |

    @rule:cd38-isa-not-reported
    Scenario: cd38-isa-not-reported can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of unnamed
      When the rule book is applied
      Then cd38-isa-not-reported can't be decided without earlier anti-CD38 antibodies

    @rule:cd38-isa-not-reported
    Scenario: cd38-isa-not-reported can't be decided without anti-CD38 antibody (current regimen)
      Given a patient assessed on 2024-03-15
        | planned antibody   | none |
        | earlier antibodies | none |
      When the rule book is applied
      Then cd38-isa-not-reported can't be decided without anti-CD38 antibody (current regimen)
