Feature: Kell-compatible blood and the laboratory's technique

  Rule: DTT and Kell-compatible blood, unless Kell positivity was established in time

    @rule:transfusion-dtt-kell
    Scenario Outline: Red cells under an antibody call for DTT and Kell-compatible blood
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
        | red cells          | <cells>   |
        | Kell               | <kell>    |
      When the rule book is applied
      Then transfusion-dtt-kell applies as critical
      And transfusion-dtt-kell says “Consider DTT treatment of test cells, where available, and Kell-compatible blood”
      And transfusion-dtt-kell says “DTT denatures CD38”
      And transfusion-dtt-kell says “emergency release of blood”
      And transfusion-dtt-kell-positive-exception does not apply

      Examples:
        | current     | planned     | cells     | kell     |
        | daratumumab | none        | planned   | negative |
        | isatuximab  | none        | expected  | negative |
        | none        | daratumumab | expected  | negative |
        | none        | isatuximab  | planned   |          |
        | none        | undecided   | planned   | negative |

    @rule:transfusion-dtt-kell
    Scenario: While the need of red cells isn't recorded it is information with a condition
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab |
        | planned antibody   | none        |
        | earlier antibodies | none        |
        | Kell               | negative    |
      When the rule book is applied
      Then transfusion-dtt-kell applies as info
      And transfusion-dtt-kell says “If red cells are needed, consider DTT-treated test cells”
      And transfusion-dtt-kell assumes something of red cells planned or expected

    @rule:transfusion-dtt-kell
    Scenario: Without red cells ahead nothing is said
      Given a patient assessed on 2024-03-15
        | current antibody   | daratumumab  |
        | planned antibody   | none         |
        | earlier antibodies | none         |
        | red cells          | not expected |
        | Kell               | negative     |
      When the rule book is applied
      Then transfusion-dtt-kell does not apply

    @rule:transfusion-dtt-kell
    Scenario Outline: Without an antibody that can interfere nothing is said
      Given a patient assessed on 2024-03-15
        | current antibody   | <current> |
        | planned antibody   | <planned> |
        | earlier antibodies | none      |
        | red cells          | planned   |
        | Kell               | negative  |
      When the rule book is applied
      Then transfusion-dtt-kell does not apply

      Examples:
        | current         | planned         |
        | none            | none            |
        | other anti cd38 | none            |
        | none            | other anti cd38 |

    @rule:transfusion-dtt-kell
    Scenario: A current regimen before its first dose counts as planned
      Given a patient assessed on 2024-03-15
        | current antibody    | daratumumab |
        | current doses given | 0           |
        | planned antibody    | none        |
        | earlier antibodies  | none        |
        | red cells           | planned     |
        | Kell                | negative    |
      When the rule book is applied
      Then transfusion-dtt-kell applies as critical

    @rule:transfusion-dtt-kell
    Scenario Outline: A planned antibody matters from the day of its start on
      Given a patient assessed on 2024-03-15
        | current antibody   | none        |
        | planned antibody   | daratumumab |
        | planned start      | <start>     |
        | earlier antibodies | none        |
        | red cells          | planned     |
        | red cells on       | <cells>     |
        | Kell               | negative    |
      When the rule book is applied
      Then transfusion-dtt-kell <outcome>

      Examples:
        | start      | cells      | outcome             |
        | 2024-04-01 | 2024-03-31 | does not apply      |
        | 2024-04-01 | 2024-04-01 | applies as critical |
        | 2024-04-01 | 2024-04-02 | applies as critical |
        | 2024-04-01 | 2024-04    | applies as critical |
        | 2024-04-01 | 2024-03    | does not apply      |
        | 2024-04    | 2024-04-01 | applies as critical |
        | 2024-04    | 2024-03-31 | does not apply      |
        | 2024-04-01 |            | applies as critical |
        |            | 2024-03-20 | applies as critical |

    @rule:transfusion-dtt-kell
    Scenario: The earlier of two alternative starts counts
      Given a patient assessed on 2024-03-15
        | current antibody     | none        |
        | planned antibody     | daratumumab |
        | planned start        | 2024-05-01  |
        | alternative antibody | isatuximab  |
        | alternative start    | 2024-04-01  |
        | earlier antibodies   | none        |
        | red cells            | planned     |
        | red cells on         | 2024-04-10  |
        | Kell                 | negative    |
      When the rule book is applied
      Then transfusion-dtt-kell applies as critical

    @rule:transfusion-dtt-kell
    Scenario Outline: An ended antibody matters while it is inside its window
      Given a patient assessed on 2024-03-15
        | current antibody | none     |
        | planned antibody | none     |
        | red cells        | planned  |
        | Kell             | negative |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-dtt-kell <outcome>

      Examples:
        | agent           | last       | outcome             |
        | daratumumab     | 2023-09-15 | applies as critical |
        | daratumumab     | 2023-09-14 | does not apply      |
        | daratumumab     |            | applies as critical |
        | isatuximab      | 2023-09-15 | applies as critical |
        | isatuximab      | 2023-09-14 | does not apply      |
        | isatuximab      |            | applies as critical |
        | unnamed         |            | applies as critical |
        | other anti cd38 |            | does not apply      |

    @rule:transfusion-dtt-kell
    Scenario Outline: The DTT sentence is left out where the laboratory has neither technique
      Given a patient assessed on 2024-03-15
        | current antibody                | daratumumab |
        | planned antibody                | none        |
        | earlier antibodies              | none        |
        | red cells                       | <cells>     |
        | Kell                            | negative    |
        | laboratory can use DTT          | no          |
        | laboratory can use modified DTT | <modified>  |
        | laboratory can use trypsin      | no          |
      When the rule book is applied
      Then transfusion-dtt-kell applies as <severity>
      And transfusion-dtt-kell says “<words>”
      And transfusion-dtt-kell says “recorded as having neither DTT nor trypsin”
      And transfusion-dtt-kell does not say “DTT denatures CD38”
      And transfusion-dtt-kell does not say “antigens that DTT denatures”
      And transfusion-dtt-kell does not say “where available”
      And transfusion-dtt-kell does not cite leleu-2022/dtt-denatures-kell
      And transfusion-dtt-kell does not cite leleu-2022/dtt-most-accepted

      Examples:
        | cells   | modified | severity | words                                                  |
        | planned | no       | critical | Consider Kell-compatible red cells                     |
        | planned |          | critical | Consider Kell-compatible red cells                     |
        |         | no       | info     | If red cells are needed, consider Kell-compatible ones |

    @rule:transfusion-dtt-kell
    Scenario Outline: The DTT sentence stays while a technique is there or isn't recorded as absent
      Given a patient assessed on 2024-03-15
        | current antibody                | daratumumab |
        | planned antibody                | none        |
        | earlier antibodies              | none        |
        | red cells                       | <cells>     |
        | Kell                            | negative    |
        | laboratory can use DTT          | <dtt>       |
        | laboratory can use modified DTT | <modified>  |
        | laboratory can use trypsin      | <trypsin>   |
      When the rule book is applied
      Then transfusion-dtt-kell says “DTT denatures CD38”
      And transfusion-dtt-kell says “where available”
      And transfusion-dtt-kell does not say “recorded as having neither DTT nor trypsin”

      Examples:
        | cells   | dtt | modified | trypsin |
        | planned | yes |          | no      |
        | planned | no  | yes      | no      |
        | planned |     |          | no      |
        | planned |     | no       | no      |
        | planned |     |          | yes     |
        |         | yes |          | no      |
        |         |     |          |         |

    @rule:transfusion-dtt-kell
    Scenario Outline: Where DTT is recorded as no the summary is on Kell alone, with DTT as the reason in the detail
      Given a patient assessed on 2024-03-15
        | current antibody                | daratumumab |
        | planned antibody                | none        |
        | earlier antibodies              | none        |
        | red cells                       | <cells>     |
        | Kell                            | negative    |
        | laboratory can use DTT          | no          |
        | laboratory can use modified DTT | <modified>  |
        | laboratory can use trypsin      | <trypsin>   |
      When the rule book is applied
      Then transfusion-dtt-kell says “<words>”
      And transfusion-dtt-kell does not say “where available”
      And transfusion-dtt-kell says “DTT denatures CD38”
      And transfusion-dtt-kell says “recorded as having no DTT”
      And transfusion-dtt-kell cites leleu-2022/dtt-denatures-kell
      And transfusion-dtt-kell cites leleu-2022/dtt-most-accepted

      Examples:
        | cells   | modified | trypsin | words                                                  |
        | planned |          |         | Consider Kell-compatible red cells                     |
        | planned | no       | yes     | Consider Kell-compatible red cells                     |
        |         |          | yes     | If red cells are needed, consider Kell-compatible ones |

    @rule:transfusion-dtt-kell
    Scenario: transfusion-dtt-kell can't be decided without earlier anti-CD38 antibodies
      Given a patient assessed on 2024-03-15
        | current antibody | none     |
        | planned antibody | none     |
        | red cells        | planned  |
        | Kell             | negative |
      When the rule book is applied
      Then transfusion-dtt-kell can't be decided without earlier anti-CD38 antibodies

  Rule: When Kell positivity counts as established before the first dose

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: Kell positive before the first dose lifts the Kell point, and only that
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab |
        | current start          | 2024-01-10  |
        | planned antibody       | none        |
        | earlier antibodies     | none        |
        | red cells              | <cells>     |
        | Kell                   | positive    |
        | Kell on                | <on>        |
        | Kell before first dose | <before>    |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception applies as warning
      And transfusion-dtt-kell-positive-exception says “Consider DTT-treated test cells”
      And transfusion-dtt-kell-positive-exception says “Only the Kell point falls away”
      And transfusion-dtt-kell-positive-exception says “emergency release of blood”
      And transfusion-dtt-kell does not apply

      Examples:
        | cells     | on         | before |
        | planned   |            | yes    |
        | expected  | 2024-01-09 |        |
        | emergency | 2023-12    |        |
        | planned   | 2023       |        |
        | planned   | 2024-01-09 | yes    |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: A record that contradicts itself on the time of Kell positivity exempts nobody
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab |
        | current start          | 2024-01-10  |
        | planned antibody       | none        |
        | earlier antibodies     | none        |
        | red cells              | planned     |
        | Kell                   | positive    |
        | Kell on                | <on>        |
        | Kell before first dose | yes         |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception does not apply
      And transfusion-dtt-kell applies as critical
      And transfusion-dtt-kell assumes something of Kell positivity established before the first anti-CD38 dose
      And the input is flagged with conflict-typing-order

      Examples:
        | on         |
        | 2024-01-10 |
        | 2024-01-11 |
        | 2024-02    |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: DTT is left out of the exception where it is recorded as no
      Given a patient assessed on 2024-03-15
        | current antibody                | daratumumab |
        | planned antibody                | none        |
        | earlier antibodies              | none        |
        | red cells                       | planned     |
        | Kell                            | positive    |
        | Kell before first dose          | yes         |
        | laboratory can use DTT          | no          |
        | laboratory can use modified DTT | <modified>  |
        | laboratory can use trypsin      | <trypsin>   |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception applies as warning
      And transfusion-dtt-kell-positive-exception says “Consider confirming the result”
      And transfusion-dtt-kell-positive-exception does not say “DTT”
      And transfusion-dtt-kell-positive-exception does not cite leleu-2022/dtt-most-accepted

      Examples:
        | modified | trypsin |
        |          | no      |
        | no       | no      |
        |          | yes     |
        |          |         |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: DTT stays in the exception while it is there or isn't recorded as absent
      Given a patient assessed on 2024-03-15
        | current antibody                | daratumumab |
        | planned antibody                | none        |
        | earlier antibodies              | none        |
        | red cells                       | planned     |
        | Kell                            | positive    |
        | Kell before first dose          | yes         |
        | laboratory can use DTT          | <dtt>       |
        | laboratory can use modified DTT | <modified>  |
        | laboratory can use trypsin      | no          |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception says “Consider DTT-treated test cells”
      And transfusion-dtt-kell-positive-exception says “DTT remains the most accepted way”
      And transfusion-dtt-kell-positive-exception cites leleu-2022/dtt-most-accepted

      Examples:
        | dtt | modified |
        | yes |          |
        | no  | yes      |
        |     |          |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: Kell negative, or positive on or after the day of the first dose, is no exception
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab |
        | current start          | 2024-01-10  |
        | planned antibody       | none        |
        | earlier antibodies     | none        |
        | red cells              | planned     |
        | Kell                   | <kell>      |
        | Kell on                | <on>        |
        | Kell before first dose | <before>    |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception does not apply
      And transfusion-dtt-kell applies as critical
      And missing-kell does not apply

      Examples:
        | kell     | on         | before |
        | negative |            |        |
        | negative | 2023-12-01 |        |
        | negative |            | yes    |
        | positive |            | no     |
        | positive | 2024-01-10 |        |
        | positive | 2024-01-11 |        |
        | positive | 2024-02    |        |
        | positive | 2024-01-09 | no     |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: What leaves the time of Kell positivity open is resolved to the cautious side
      Given a patient assessed on 2024-03-15
        | current antibody       | <current> |
        | current start          | <start>   |
        | planned antibody       | isatuximab |
        | earlier antibodies     | <earlier> |
        | red cells              | planned   |
        | Kell                   | <kell>    |
        | Kell on                | <on>      |
        | Kell before first dose | <before>  |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception does not apply
      And transfusion-dtt-kell applies as critical
      And transfusion-dtt-kell assumes something of Kell positivity established before the first anti-CD38 dose

      Examples:
        | current     | start      | earlier | kell     | on         | before |
        | daratumumab | 2024-01-10 | none    | positive |            |        |
        | daratumumab | 2024-01-10 | none    | positive | 2024-01    |        |
        | daratumumab | 2024-01    | none    | positive | 2024-01-09 |        |
        | daratumumab |            | none    | positive | 2024-01-09 |        |
        | daratumumab | 2024-01-10 |         | positive | 2024-01-09 |        |
        | daratumumab | 2024-01-10 | none    |          | 2024-01-09 |        |
        | daratumumab | 2024-01-10 | none    |          |            | yes    |
        |             |            | none    | positive | 2024-01-09 |        |
        | none        |            |         | positive | 2024-01-09 |        |
        | none        |            | none    |          |            |        |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: Where no antibody was ever given, Kell positivity is established in time
      Given a patient assessed on 2024-03-15
        | current antibody   | none        |
        | planned antibody   | daratumumab |
        | earlier antibodies | none        |
        | red cells          | planned     |
        | Kell               | positive    |
        | Kell on            | <on>        |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception applies as warning
      And transfusion-dtt-kell does not apply
      And missing-kell does not apply

      Examples:
        | on         |
        |            |
        | 2024-03-15 |
        | 2024       |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: Kell positivity counts only from before the first of several courses
      Given a patient assessed on 2024-03-15
        | current antibody | isatuximab |
        | current start    | 2024-01-10 |
        | planned antibody | none       |
        | red cells        | planned    |
        | Kell             | positive   |
        | Kell on          | <on>       |
      And an earlier course of <agent>
        | first dose | 2022-02-01 |
        | last dose  | 2022-09-01 |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception <outcome>

      Examples:
        | agent           | on         | outcome            |
        | daratumumab     | 2022-01-31 | applies as warning |
        | daratumumab     | 2022-02-01 | does not apply     |
        | daratumumab     | 2023-06-01 | does not apply     |
        | other anti cd38 | 2022-01-31 | applies as warning |
        | other anti cd38 | 2023-06-01 | does not apply     |
        | unnamed         | 2023-06-01 | does not apply     |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario: Without red cells ahead the exception isn't needed
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab  |
        | planned antibody       | none         |
        | earlier antibodies     | none         |
        | red cells              | not expected |
        | Kell                   | positive     |
        | Kell before first dose | yes          |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception does not apply

    @rule:transfusion-dtt-kell-positive-exception
    Scenario: Without an antibody that can interfere the exception isn't needed
      Given a patient assessed on 2024-03-15
        | current antibody       | none     |
        | planned antibody       | none     |
        | earlier antibodies     | none     |
        | red cells              | planned  |
        | Kell                   | positive |
        | Kell before first dose | yes      |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception does not apply

    @rule:transfusion-dtt-kell-positive-exception
    Scenario: transfusion-dtt-kell-positive-exception can't be decided without red-cell transfusion
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab |
        | planned antibody       | none        |
        | earlier antibodies     | none        |
        | Kell                   | positive    |
        | Kell before first dose | yes         |
      When the rule book is applied
      Then transfusion-dtt-kell-positive-exception can't be decided without red-cell transfusion
      And transfusion-dtt-kell does not apply

  Rule: What the laboratory can do

    @rule:transfusion-trypsin-alternative
    Scenario Outline: A laboratory with trypsin and without DTT has a technique
      Given a patient assessed on 2024-03-15
        | current antibody                | <current> |
        | planned antibody                | <planned> |
        | earlier antibodies              | none      |
        | red cells                       | planned   |
        | laboratory can use DTT          | no        |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | yes       |
      When the rule book is applied
      Then transfusion-trypsin-alternative applies as info
      And transfusion-trypsin-alternative says “this product keeps it with trypsin”
      And transfusion-trypsin-alternative says “emergency release of blood”
      And transfusion-no-dtt-lab does not apply

      Examples:
        | current     | planned    | modified |
        | daratumumab | none       | no       |
        | none        | isatuximab |          |

    @rule:transfusion-trypsin-alternative @rule:transfusion-modified-dtt
    Scenario Outline: What is said of Kell with another technique falls away with early Kell positivity
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | red cells                  | planned     |
        | Kell                       | <kell>      |
        | Kell before first dose     | <before>    |
        | laboratory can use DTT     | <dtt>       |
        | laboratory can use trypsin | yes         |
      When the rule book is applied
      Then <code> applies as info
      And <code> <says> “<words>”

      Examples:
        | code                            | dtt | kell     | before | says         | words                               |
        | transfusion-trypsin-alternative | no  | positive | yes    | does not say | Kell                                |
        | transfusion-trypsin-alternative | no  | positive | no     | says         | this product keeps it with trypsin  |
        | transfusion-trypsin-alternative | no  | positive |        | says         | this product keeps it with trypsin  |
        | transfusion-trypsin-alternative | no  |          |        | says         | this product keeps it with trypsin  |
        | transfusion-modified-dtt        | yes | positive | yes    | does not say | Kell advice stays                   |
        | transfusion-modified-dtt        | yes | positive | yes    | does not say | this product keeps that point       |
        | transfusion-modified-dtt        | yes | positive | yes    | says         | appears to spare Kell               |
        | transfusion-modified-dtt        | yes | positive | no     | says         | Kell advice stays                   |
        | transfusion-modified-dtt        | yes |          |        | says         | Kell advice stays                   |

    @rule:transfusion-trypsin-alternative
    Scenario Outline: Kell-compatible blood is cited beside trypsin unless early Kell positivity waives it
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | red cells                  | planned     |
        | Kell                       | positive    |
        | Kell before first dose     | <before>    |
        | laboratory can use DTT     | no          |
        | laboratory can use trypsin | yes         |
      When the rule book is applied
      Then transfusion-trypsin-alternative says “another technique that has been explored”
      And transfusion-trypsin-alternative <cites> leleu-2022/kell-compatible-rule

      Examples:
        | before | cites         |
        | yes    | does not cite |
        | no     | cites         |

    @rule:transfusion-trypsin-alternative
    Scenario Outline: With DTT, without trypsin, without red cells or antibody there is nothing to say of trypsin
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | none       |
        | earlier antibodies              | none       |
        | red cells                       | <cells>    |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | <trypsin>  |
      When the rule book is applied
      Then transfusion-trypsin-alternative does not apply

      Examples:
        | current     | cells        | dtt | modified | trypsin |
        | daratumumab | planned      | yes |          | yes     |
        | daratumumab | planned      | no  | yes      | yes     |
        | daratumumab | planned      |     | yes      | yes     |
        | daratumumab | planned      | no  |          | no      |
        | daratumumab | not expected | no  |          | yes     |
        | none        | planned      | no  |          | yes     |

    @rule:transfusion-trypsin-alternative
    Scenario: transfusion-trypsin-alternative can't be decided without DTT treatment available
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | red cells                  | planned     |
        | laboratory can use trypsin | yes         |
      When the rule book is applied
      Then transfusion-trypsin-alternative can't be decided without DTT treatment available

    @rule:transfusion-trypsin-alternative
    Scenario: transfusion-trypsin-alternative can't be decided without red-cell transfusion
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | laboratory can use DTT     | no          |
        | laboratory can use trypsin | yes         |
      When the rule book is applied
      Then transfusion-trypsin-alternative can't be decided without red-cell transfusion

    @rule:transfusion-no-dtt-lab
    Scenario Outline: A laboratory with neither technique calls for fully matched blood
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | <planned>  |
        | earlier antibodies              | none       |
        | red cells                       | <cells>    |
        | laboratory can use DTT          | no         |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | no         |
      When the rule book is applied
      Then transfusion-no-dtt-lab applies as critical
      And transfusion-no-dtt-lab says “ABO, Rh(D) and extended phenotype or genotype”
      And transfusion-no-dtt-lab says “emergency release of blood”

      Examples:
        | current     | planned     | cells     | modified |
        | daratumumab | none        | planned   | no       |
        | isatuximab  | none        | expected  |          |
        | none        | daratumumab | emergency | no       |
        | none        | undecided   | planned   |          |

    @rule:transfusion-no-dtt-lab
    Scenario Outline: With one technique, without red cells or without an antibody it does not arise
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | none       |
        | earlier antibodies              | none       |
        | red cells                       | <cells>    |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
        | laboratory can use trypsin      | <trypsin>  |
      When the rule book is applied
      Then transfusion-no-dtt-lab does not apply

      Examples:
        | current     | cells        | dtt | modified | trypsin |
        | daratumumab | planned      | yes |          | no      |
        | daratumumab | planned      | no  | yes      | no      |
        | daratumumab | planned      | no  |          | yes     |
        | daratumumab | not expected | no  |          | no      |
        | none        | planned      | no  |          | no      |

    @rule:transfusion-no-dtt-lab
    Scenario Outline: One technique that isn't recorded leaves it open
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | red cells                  | planned     |
        | laboratory can use DTT     | <dtt>       |
        | laboratory can use trypsin | <trypsin>   |
      When the rule book is applied
      Then transfusion-no-dtt-lab can't be decided without <label>
      And missing-dtt-capability applies as warning

      Examples:
        | dtt | trypsin | label                       |
        | no  |         | trypsin treatment available |
        |     | no      | DTT treatment available     |
        |     |         | DTT treatment available     |

    @rule:transfusion-no-dtt-lab
    Scenario Outline: Without a typing in time the laboratory is asked which blood it can use
      Given a patient assessed on 2024-03-15
        | current antibody                  | daratumumab |
        | planned antibody                  | none        |
        | earlier antibodies                | none        |
        | red cells                         | planned     |
        | laboratory can use DTT            | no          |
        | laboratory can use trypsin        | no          |
        | extended typing done              | <done>      |
        | extended typing before first dose | <before>    |
      When the rule book is applied
      Then transfusion-no-dtt-lab <says> “Consider asking the laboratory which method and which blood it can use”

      Examples:
        | done | before | says         |
        | no   |        | says         |
        |      |        | says         |
        | yes  | no     | says         |
        | yes  |        | says         |
        | yes  | yes    | does not say |

    @rule:transfusion-no-dtt-lab
    Scenario: The advice on fully matched blood and on Kell stand side by side
      Given a patient assessed on 2024-03-15
        | current antibody           | daratumumab |
        | planned antibody           | none        |
        | earlier antibodies         | none        |
        | red cells                  | planned     |
        | Kell                       | negative    |
        | laboratory can use DTT     | no          |
        | laboratory can use trypsin | no          |
      When the rule book is applied
      Then transfusion-no-dtt-lab is an alert of its own
      And transfusion-dtt-kell is an alert of its own

    @rule:transfusion-modified-dtt
    Scenario Outline: Where DTT is possible, the modified technique is background and the Kell advice stays
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | <planned>  |
        | earlier antibodies              | none       |
        | red cells                       | planned    |
        | Kell                            | negative   |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
      When the rule book is applied
      Then transfusion-modified-dtt applies as info
      And transfusion-modified-dtt says “appears to spare Kell”
      And transfusion-modified-dtt says “this product keeps that point”
      And transfusion-dtt-kell applies as critical

      Examples:
        | current     | planned    | dtt | modified |
        | daratumumab | none       | yes |          |
        | none        | isatuximab |     |          |
        | daratumumab | none       | no  | yes      |
        | daratumumab | none       |     | no       |

    @rule:transfusion-modified-dtt
    Scenario Outline: Without DTT, red cells or antibody there is no background on it
      Given a patient assessed on 2024-03-15
        | current antibody                | <current>  |
        | planned antibody                | none       |
        | earlier antibodies              | none       |
        | red cells                       | <cells>    |
        | laboratory can use DTT          | <dtt>      |
        | laboratory can use modified DTT | <modified> |
      When the rule book is applied
      Then transfusion-modified-dtt does not apply

      Examples:
        | current     | cells        | dtt | modified |
        | daratumumab | planned      | no  |          |
        | daratumumab | planned      | no  | no       |
        | daratumumab | not expected | yes |          |
        | none        | planned      | yes |          |

    @rule:transfusion-modified-dtt
    Scenario: transfusion-modified-dtt can't be decided without red-cell transfusion
      Given a patient assessed on 2024-03-15
        | current antibody       | daratumumab |
        | planned antibody       | none        |
        | earlier antibodies     | none        |
        | laboratory can use DTT | yes         |
      When the rule book is applied
      Then transfusion-modified-dtt can't be decided without red-cell transfusion
