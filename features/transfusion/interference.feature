Feature: Interference with compatibility tests, during and after an antibody

  Rule: During daratumumab

    @rule:transfusion-iat-dara
    Scenario Outline: Planned or current daratumumab lets false-positive tests be expected
      Given a patient assessed on 2024-03-15
        | current antibody    | <current> |
        | current doses given | <doses>   |
        | planned antibody    | <planned> |
        | earlier antibodies  | none      |
      When the rule book is applied
      Then transfusion-iat-dara applies to the <role> regimen as warning
      And transfusion-iat-dara says “with <role> daratumumab”
      And transfusion-iat-dara says “of all patients treated with daratumumab”
      And transfusion-iat-dara says “up to 6 months after discontinuation”
      And transfusion-iat-dara says “emergency release of blood”

      Examples:
        | current     | doses | planned     | role    |
        | daratumumab | 3     | none        | current |
        | daratumumab | 0     | none        | current |
        | none        |       | daratumumab | planned |

    @rule:transfusion-iat-dara
    Scenario: The same advice for both roles names each
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | daratumumab |
        | earlier antibodies | none        |
      When the rule book is applied
      Then transfusion-iat-dara applies to the current regimen as warning
      And transfusion-iat-dara applies to the planned regimen as warning

    @rule:transfusion-iat-dara
    Scenario: An alternative plan counts
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | isatuximab  |
        | alternative antibody | daratumumab |
        | earlier antibodies   | none        |
      When the rule book is applied
      Then transfusion-iat-dara applies to the alternative regimen as warning
      And transfusion-iat-dara does not apply to the planned regimen

    @rule:transfusion-iat-dara
    Scenario Outline: Another antibody, or none, brings no daratumumab interference
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-dara does not apply

      Examples:
        | current         | planned    |
        | isatuximab      | none       |
        | none            | isatuximab |
        | other anti cd38 | none       |
        | none            | none       |

    @rule:transfusion-iat-dara
    Scenario: transfusion-iat-dara can't be decided without anti-CD38 antibody (planned regimen)
      Given a patient assessed on 2024-03-15
        | current antibody   | none      |
        | planned antibody   | undecided |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-dara can't be decided without anti-CD38 antibody (planned regimen)

    @rule:transfusion-iat-dara
    Scenario: A plan that isn't recorded is waited for
      Given a patient assessed on 2024-03-15
        | current antibody | none |
      When the rule book is applied
      Then transfusion-iat-dara waits for the planned regimen

  Rule: During isatuximab

    @rule:transfusion-iat-isa
    Scenario Outline: Planned or current isatuximab lets possible interference be expected
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-isa applies to the <role> regimen as warning
      And transfusion-iat-isa says “with <role> isatuximab”
      And transfusion-iat-isa says “in 63–68% of patients”
      And transfusion-iat-isa says “cited to two sources, the label and a phase III trial”
      And transfusion-iat-isa says “no direct comparison”
      And transfusion-iat-isa does not say “6 months”

      Examples:
        | current    | planned    | role    |
        | isatuximab | none       | current |
        | none       | isatuximab | planned |

    @rule:transfusion-iat-isa
    Scenario Outline: Another antibody, or none, brings no isatuximab interference
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-isa does not apply

      Examples:
        | current         | planned     |
        | daratumumab     | none        |
        | none            | daratumumab |
        | other anti cd38 | none        |
        | none            | none        |

    @rule:transfusion-iat-isa
    Scenario: transfusion-iat-isa can't be decided without anti-CD38 antibody (planned regimen)
      Given a patient assessed on 2024-03-15
        | current antibody   | none      |
        | planned antibody   | undecided |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-isa can't be decided without anti-CD38 antibody (planned regimen)

  Rule: The mechanism is background to either

    @rule:transfusion-iat-mechanism
    Scenario Outline: With either antibody the binding studies are shown as background
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-mechanism applies as info
      And transfusion-iat-mechanism says “may explain”

      Examples:
        | current     | planned     |
        | daratumumab | none        |
        | none        | daratumumab |
        | isatuximab  | none        |
        | none        | isatuximab  |

    @rule:transfusion-iat-mechanism
    Scenario Outline: Without either antibody there is no background
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | none      |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-mechanism does not apply

      Examples:
        | current         |
        | none            |
        | other anti cd38 |

    @rule:transfusion-iat-mechanism
    Scenario: transfusion-iat-mechanism can't be decided without anti-CD38 antibody (planned regimen)
      Given a patient assessed on 2024-03-15
        | current antibody   | none      |
        | planned antibody   | undecided |
        | earlier antibodies | none      |
      When the rule book is applied
      Then transfusion-iat-mechanism can't be decided without anti-CD38 antibody (planned regimen)

  Rule: After the last dose of daratumumab

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: Up to and including six calendar months interference may persist
      Given a patient assessed on <day>
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as warning
      And transfusion-dara-tail-6mo says “up to 6 months after discontinuation”
      And transfusion-dara-tail-6mo says “emergency release of blood”

      Examples:
        | day        | last       |
        | 2024-03-15 | 2024-03-15 |
        | 2024-03-15 | 2023-09-16 |
        | 2024-03-15 | 2023-09-15 |
        | 2024-02-29 | 2023-08-31 |
        | 2024-02-29 | 2023-08-29 |
        | 2023-02-28 | 2022-08-31 |
        | 2024-08-29 | 2024-02-29 |
        | 2024-03-15 | 2023-09    |
        | 2024-03-15 | 2023       |

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: The day after six calendar months it is over
      Given a patient assessed on <day>
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-dara-tail-6mo does not apply

      Examples:
        | day        | last       |
        | 2024-03-15 | 2023-09-14 |
        | 2024-03-01 | 2023-08-31 |
        | 2024-02-29 | 2023-08-28 |
        | 2023-03-01 | 2022-08-31 |
        | 2024-08-30 | 2024-02-29 |
        | 2024-03-15 | 2023-08    |
        | 2024-03-15 | 2022       |

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: A bare count is inside as long as it may be six months
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of daratumumab
        | days since last dose   | <days>   |
        | months since last dose | <months> |
      When the rule book is applied
      Then transfusion-dara-tail-6mo <outcome>

      Examples:
        | days | months | outcome            |
        | 0    |        | applies as warning |
        | 181  |        | applies as warning |
        | 184  |        | applies as warning |
        | 185  |        | does not apply     |
        |      | 5.9    | applies as warning |
        |      | 6      | applies as warning |
        |      | 6.1    | does not apply     |
        |      |        | applies as warning |

    @rule:transfusion-dara-tail-6mo
    Scenario: A course without a dated last dose is taken as inside, and says so
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of daratumumab
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as critical
      And transfusion-dara-tail-6mo assumes something of time since the last dose of daratumumab
      And missing-last-dose applies as critical

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: The day that matters is the transfusion if it comes before the assessment
      Given a patient assessed on 2024-03-20
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
        | red cells on     | <cells> |
      And an earlier course of daratumumab
        | last dose            | <last> |
        | days since last dose | <days> |
      When the rule book is applied
      Then transfusion-dara-tail-6mo <outcome>

      Examples:
        | cells      | last       | days | outcome             |
        | 2024-03-15 | 2023-09-15 |      | applies as critical |
        | 2024-03-16 | 2023-09-15 |      | does not apply      |
        | 2024-04-20 | 2023-09-20 |      | applies as critical |
        | 2024-04-20 | 2023-09-19 |      | does not apply      |
        |            | 2023-09-15 |      | does not apply      |
        | 2024-03-15 |            | 185  | does not apply      |

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: Red cells make it critical
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | <cells> |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as <severity>

      Examples:
        | cells        | severity |
        | planned      | critical |
        | expected     | critical |
        | emergency    | critical |
        | not expected | warning  |
        |              | warning  |

    @rule:transfusion-dara-tail-6mo
    Scenario: A switch to isatuximab does not end it
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab |
        | planned antibody | none       |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as warning

    @rule:transfusion-dara-tail-6mo
    Scenario: A current antibody that isn't recorded does not end it
      Given a patient assessed on 2024-03-15
        | planned antibody | none |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as warning
      And transfusion-dara-tail-6mo assumes something of daratumumab being given

    @rule:transfusion-dara-tail-6mo
    Scenario: While daratumumab is being given again, the advice for current daratumumab stands instead
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo does not apply
      And transfusion-iat-dara applies to the current regimen

    @rule:transfusion-dara-tail-6mo
    Scenario: On planned re-treatment both stand together
      Given a patient assessed on 2024-03-15
        | current antibody | none        |
        | planned antibody | daratumumab |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as warning
      And transfusion-iat-dara applies to the planned regimen

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: Other earlier antibodies bring no daratumumab interference
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of <agent>
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo does not apply

      Examples:
        | agent           |
        | isatuximab      |
        | other anti cd38 |

    @rule:transfusion-dara-tail-6mo
    Scenario: An earlier antibody that isn't named is taken for daratumumab
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of unnamed
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-dara-tail-6mo applies as warning
      And transfusion-dara-tail-6mo says “takes it for daratumumab”

    @rule:transfusion-dara-tail-6mo
    Scenario Outline: Of several courses the latest counts, and one without a date leaves it inside
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      And an earlier course of daratumumab
        | last dose | 2022-01-01 |
      And an earlier course of daratumumab
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-dara-tail-6mo <outcome>

      Examples:
        | last       | outcome            |
        | 2024-02-01 | applies as warning |
        | 2023-01-01 | does not apply     |
        |            | applies as warning |

    @rule:transfusion-dara-tail-6mo
    Scenario: transfusion-dara-tail-6mo can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none |
        | planned antibody | none |
      When the rule book is applied
      Then transfusion-dara-tail-6mo can't be decided without earlier anti-CD38 antibodies

  Rule: After the last dose of isatuximab

    @rule:transfusion-isa-tail-unknown
    Scenario Outline: While red cells are planned or the need isn't recorded, interference is taken as possible
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | <cells> |
      And an earlier course of isatuximab
        | last dose            | <last> |
        | days since last dose | <days> |
      When the rule book is applied
      Then transfusion-isa-tail-unknown applies as warning
      And transfusion-isa-tail-unknown does not say “6 months”
      And transfusion-isa-tail-unknown says “no finding on isatuximab”
      And transfusion-isa-tail-unknown says “emergency release of blood”

      Examples:
        | cells     | last       | days |
        | planned   | 2024-02-01 |      |
        | expected  | 2023-09-15 |      |
        | emergency |            | 184  |
        |           | 2023-09-15 |      |
        | planned   | 2023-09    |      |
        | planned   |            |      |
        |           |            |      |

    @rule:transfusion-isa-tail-unknown
    Scenario Outline: Further back, or without red cells ahead, nothing is said
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | <cells> |
      And an earlier course of isatuximab
        | last dose            | <last> |
        | days since last dose | <days> |
      When the rule book is applied
      Then transfusion-isa-tail-unknown does not apply

      Examples:
        | cells        | last       | days |
        | planned      | 2023-09-14 |      |
        | planned      |            | 185  |
        | planned      | 2023-08    |      |
        | not expected | 2024-02-01 |      |
        | not expected |            |      |

    @rule:transfusion-isa-tail-unknown
    Scenario Outline: Month ends and leap days
      Given a patient assessed on <day>
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of isatuximab
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-isa-tail-unknown <outcome>

      Examples:
        | day        | last       | outcome            |
        | 2024-02-29 | 2023-08-31 | applies as warning |
        | 2024-03-01 | 2023-08-31 | does not apply     |
        | 2023-02-28 | 2022-08-31 | applies as warning |
        | 2023-03-01 | 2022-08-31 | does not apply     |

    @rule:transfusion-isa-tail-unknown
    Scenario Outline: A current isatuximab has its own advice, any other current antibody changes nothing
      Given a patient assessed on 2024-03-15
        | current antibody | <current> |
        | planned antibody | none      |
        | red cells        | planned   |
      And an earlier course of isatuximab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-isa-tail-unknown <outcome>

      Examples:
        | current     | outcome            |
        | isatuximab  | does not apply     |
        | daratumumab | applies as warning |
        |             | applies as warning |

    @rule:transfusion-isa-tail-unknown
    Scenario: An earlier daratumumab says nothing of isatuximab
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of daratumumab
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-isa-tail-unknown does not apply

    @rule:transfusion-isa-tail-unknown
    Scenario: transfusion-isa-tail-unknown can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      When the rule book is applied
      Then transfusion-isa-tail-unknown can't be decided without earlier anti-CD38 antibodies

    @rule:transfusion-isa-tail-unknown
    Scenario: An earlier antibody that isn't named may be isatuximab
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of unnamed
        | last dose | 2024-02-01 |
      When the rule book is applied
      Then transfusion-isa-tail-unknown can't be decided without earlier anti-CD38 antibodies
      And transfusion-dara-tail-6mo applies as critical
