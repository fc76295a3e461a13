Feature: The last day of the interference window

  Rule: The window ends 6 calendar months after the last dose, and that day still counts

    @rule:transfusion-dtt-kell @rule:transfusion-modified-dtt @rule:missing-kell @rule:missing-dtt-capability
    @rule:missing-typing @rule:transfusion-lab-notify @rule:transfusion-dara-tail-6mo
    @rule:transfusion-isa-tail-unknown
    Scenario Outline: While the last dose lies a day inside the window, on its last day, and a day outside
      Given a patient assessed on 2024-03-15
        | current antibody | none    |
        | planned antibody | none    |
        | red cells        | planned |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                         | agent       | last       | outcome        |
        | transfusion-dtt-kell         | daratumumab | 2023-09-16 | applies        |
        | transfusion-dtt-kell         | daratumumab | 2023-09-15 | applies        |
        | transfusion-dtt-kell         | daratumumab | 2023-09-14 | does not apply |
        | transfusion-dtt-kell         | isatuximab  | 2023-09-16 | applies        |
        | transfusion-dtt-kell         | isatuximab  | 2023-09-15 | applies        |
        | transfusion-dtt-kell         | isatuximab  | 2023-09-14 | does not apply |
        | transfusion-modified-dtt     | daratumumab | 2023-09-16 | applies        |
        | transfusion-modified-dtt     | daratumumab | 2023-09-15 | applies        |
        | transfusion-modified-dtt     | daratumumab | 2023-09-14 | does not apply |
        | transfusion-modified-dtt     | isatuximab  | 2023-09-16 | applies        |
        | transfusion-modified-dtt     | isatuximab  | 2023-09-15 | applies        |
        | transfusion-modified-dtt     | isatuximab  | 2023-09-14 | does not apply |
        | missing-kell                 | daratumumab | 2023-09-16 | applies        |
        | missing-kell                 | daratumumab | 2023-09-15 | applies        |
        | missing-kell                 | daratumumab | 2023-09-14 | does not apply |
        | missing-kell                 | isatuximab  | 2023-09-16 | applies        |
        | missing-kell                 | isatuximab  | 2023-09-15 | applies        |
        | missing-kell                 | isatuximab  | 2023-09-14 | does not apply |
        | missing-dtt-capability       | daratumumab | 2023-09-16 | applies        |
        | missing-dtt-capability       | daratumumab | 2023-09-15 | applies        |
        | missing-dtt-capability       | daratumumab | 2023-09-14 | does not apply |
        | missing-dtt-capability       | isatuximab  | 2023-09-16 | applies        |
        | missing-dtt-capability       | isatuximab  | 2023-09-15 | applies        |
        | missing-dtt-capability       | isatuximab  | 2023-09-14 | does not apply |
        | missing-typing               | daratumumab | 2023-09-16 | applies        |
        | missing-typing               | daratumumab | 2023-09-15 | applies        |
        | missing-typing               | daratumumab | 2023-09-14 | does not apply |
        | missing-typing               | isatuximab  | 2023-09-16 | applies        |
        | missing-typing               | isatuximab  | 2023-09-15 | applies        |
        | missing-typing               | isatuximab  | 2023-09-14 | does not apply |
        | transfusion-lab-notify       | daratumumab | 2023-09-16 | applies        |
        | transfusion-lab-notify       | daratumumab | 2023-09-15 | applies        |
        | transfusion-lab-notify       | daratumumab | 2023-09-14 | does not apply |
        | transfusion-lab-notify       | isatuximab  | 2023-09-16 | applies        |
        | transfusion-lab-notify       | isatuximab  | 2023-09-15 | applies        |
        | transfusion-lab-notify       | isatuximab  | 2023-09-14 | does not apply |
        | transfusion-dara-tail-6mo    | daratumumab | 2023-09-16 | applies        |
        | transfusion-dara-tail-6mo    | daratumumab | 2023-09-15 | applies        |
        | transfusion-dara-tail-6mo    | daratumumab | 2023-09-14 | does not apply |
        | transfusion-isa-tail-unknown | isatuximab  | 2023-09-16 | applies        |
        | transfusion-isa-tail-unknown | isatuximab  | 2023-09-15 | applies        |
        | transfusion-isa-tail-unknown | isatuximab  | 2023-09-14 | does not apply |

    @rule:transfusion-dtt-kell-positive-exception
    Scenario Outline: Kell positivity that was known before the first dose matters up to the last day of the window
      Given a patient assessed on 2024-03-15
        | current antibody       | none     |
        | planned antibody       | none     |
        | red cells              | planned  |
        | Kell                   | positive |
        | Kell before first dose | yes      |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                                    | agent       | last       | outcome        |
        | transfusion-dtt-kell-positive-exception | daratumumab | 2023-09-16 | applies        |
        | transfusion-dtt-kell-positive-exception | daratumumab | 2023-09-15 | applies        |
        | transfusion-dtt-kell-positive-exception | daratumumab | 2023-09-14 | does not apply |
        | transfusion-dtt-kell-positive-exception | isatuximab  | 2023-09-16 | applies        |
        | transfusion-dtt-kell-positive-exception | isatuximab  | 2023-09-15 | applies        |
        | transfusion-dtt-kell-positive-exception | isatuximab  | 2023-09-14 | does not apply |

    @rule:transfusion-no-dtt-lab
    Scenario Outline: A laboratory without DTT and trypsin matters up to the last day of the window
      Given a patient assessed on 2024-03-15
        | current antibody                | none    |
        | planned antibody                | none    |
        | red cells                       | planned |
        | laboratory can use DTT          | no      |
        | laboratory can use modified DTT | no      |
        | laboratory can use trypsin      | no      |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                   | agent       | last       | outcome        |
        | transfusion-no-dtt-lab | daratumumab | 2023-09-16 | applies        |
        | transfusion-no-dtt-lab | daratumumab | 2023-09-15 | applies        |
        | transfusion-no-dtt-lab | daratumumab | 2023-09-14 | does not apply |
        | transfusion-no-dtt-lab | isatuximab  | 2023-09-16 | applies        |
        | transfusion-no-dtt-lab | isatuximab  | 2023-09-15 | applies        |
        | transfusion-no-dtt-lab | isatuximab  | 2023-09-14 | does not apply |

    @rule:transfusion-trypsin-alternative
    Scenario Outline: Trypsin instead of DTT matters up to the last day of the window
      Given a patient assessed on 2024-03-15
        | current antibody                | none    |
        | planned antibody                | none    |
        | red cells                       | planned |
        | laboratory can use DTT          | no      |
        | laboratory can use modified DTT | no      |
        | laboratory can use trypsin      | yes     |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                            | agent       | last       | outcome        |
        | transfusion-trypsin-alternative | daratumumab | 2023-09-16 | applies        |
        | transfusion-trypsin-alternative | daratumumab | 2023-09-15 | applies        |
        | transfusion-trypsin-alternative | daratumumab | 2023-09-14 | does not apply |
        | transfusion-trypsin-alternative | isatuximab  | 2023-09-16 | applies        |
        | transfusion-trypsin-alternative | isatuximab  | 2023-09-15 | applies        |
        | transfusion-trypsin-alternative | isatuximab  | 2023-09-14 | does not apply |

    @rule:transfusion-typing-missed
    Scenario Outline: A typing that was missed matters up to the last day of the window
      Given a patient assessed on 2024-03-15
        | current antibody     | none |
        | planned antibody     | none |
        | extended typing done | no   |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then <code> <outcome>

      Examples:
        | code                      | agent       | last       | outcome        |
        | transfusion-typing-missed | daratumumab | 2023-09-16 | applies        |
        | transfusion-typing-missed | daratumumab | 2023-09-15 | applies        |
        | transfusion-typing-missed | daratumumab | 2023-09-14 | does not apply |
        | transfusion-typing-missed | isatuximab  | 2023-09-16 | applies        |
        | transfusion-typing-missed | isatuximab  | 2023-09-15 | applies        |
        | transfusion-typing-missed | isatuximab  | 2023-09-14 | does not apply |

    @rule:transfusion-switch-both-agents
    Scenario Outline: A switch puts both antibodies into the window up to its last day
      Given a patient assessed on 2024-03-15
        | current antibody | none   |
        | planned antibody | <next> |
      And an earlier course of <agent>
        | last dose | <last> |
      When the rule book is applied
      Then transfusion-switch-both-agents <outcome>

      Examples:
        | agent       | next        | last       | outcome        |
        | daratumumab | isatuximab  | 2023-09-16 | applies        |
        | daratumumab | isatuximab  | 2023-09-15 | applies        |
        | daratumumab | isatuximab  | 2023-09-14 | does not apply |
        | isatuximab  | daratumumab | 2023-09-16 | applies        |
        | isatuximab  | daratumumab | 2023-09-15 | applies        |
        | isatuximab  | daratumumab | 2023-09-14 | does not apply |
