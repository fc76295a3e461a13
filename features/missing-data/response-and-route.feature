Feature: Questions about the M-protein type and the route

  Rule: Ask for the M-protein type where it decides the advice on immunofixation

    @rule:missing-isotype
    Scenario Outline: With either antibody an M-protein type that isn't recorded is asked for
      Given a patient assessed on 2024-03-15
        | <role> antibody  | <antibody> |
        | <other> antibody | none       |
      When the rule book is applied
      Then missing-isotype applies to the <role> regimen as warning
      And missing-isotype says “if it is IgG kappa, <antibody> (<role>) may disturb immunofixation”
      And missing-isotype asks for M-protein type
      And ife-igg-kappa-interference can't be decided for the <role> regimen without M-protein type

      Examples:
        | role    | other   | antibody    |
        | current | planned | daratumumab |
        | current | planned | isatuximab  |
        | planned | current | daratumumab |
        | planned | current | isatuximab  |

    @rule:missing-isotype
    Scenario: An undecided plan is one of the two antibodies, so the question is asked
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
      When the rule book is applied
      Then missing-isotype applies to the planned regimen as warning

    @rule:missing-isotype
    Scenario Outline: A chain that isn't recorded is asked for where the M-protein may be IgG kappa
      Given a patient assessed on 2024-03-15
        | current antibody | daratumumab |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then missing-isotype applies to the current regimen as warning
      And missing-isotype says “one of them alone can leave it open”

      Examples:
        | M-protein       |
        | IgG             |
        | IgA lambda, IgG |

    @rule:missing-isotype
    Scenario Outline: Where the answer is known, or would change nothing, nobody asks
      Given a patient assessed on 2024-03-15
        | current antibody | <antibody>  |
        | planned antibody | none        |
        | M-protein        | <M-protein> |
      When the rule book is applied
      Then missing-isotype does not apply

      Examples:
        | antibody        | M-protein      |
        | daratumumab     | IgG kappa      |
        | isatuximab      | IgG kappa      |
        | isatuximab      | IgG kappa, IgG |
        | isatuximab      | IgG lambda     |
        | daratumumab     | IgA            |
        | daratumumab     | none           |
        | other anti cd38 |                |
        | none            |                |

    @rule:missing-isotype
    Scenario: A plan that nobody recorded leaves the question waiting
      Given a patient assessed on 2024-03-15
        | current antibody | none |
      When the rule book is applied
      Then missing-isotype waits for the planned regimen

  Rule: Ask for the route of daratumumab

    @rule:missing-route
    Scenario Outline: A route of daratumumab that isn't recorded is asked for, and steroids don't wait
      Given a patient assessed on 2024-03-15
        | <role> antibody  | daratumumab |
        | <other> antibody | none        |
      When the rule book is applied
      Then missing-route applies to the <role> regimen as warning
      And missing-route says “Ask for the route of <role> daratumumab”
      And missing-route asks for route (<role> regimen)
      And ir-premedication applies to the <role> regimen as warning
      And ir-dara-post-steroid applies to the <role> regimen as warning
      And ir-dara-sc-rate can't be decided for the <role> regimen without route (<role> regimen)
      And ir-timing-grade can't be decided for the <role> regimen without route (<role> regimen)

      Examples:
        | role    | other   |
        | current | planned |
        | planned | current |

    @rule:missing-route
    Scenario Outline: With a route, a choice of route that is open, or without daratumumab nobody asks
      Given a patient assessed on 2024-03-15
        | planned antibody | <antibody> |
        | planned route    | <route>    |
        | current antibody | none       |
      When the rule book is applied
      Then missing-route does not apply

      Examples:
        | antibody        | route        |
        | daratumumab     | intravenous  |
        | daratumumab     | subcutaneous |
        | daratumumab     | undecided    |
        | isatuximab      |              |
        | other anti cd38 |              |
        | none            |              |

    @rule:missing-route
    Scenario: An undecided plan may turn out not to need the route
      Given a patient assessed on 2024-03-15
        | current antibody | none      |
        | planned antibody | undecided |
      When the rule book is applied
      Then missing-route can't be decided for the planned regimen without anti-CD38 antibody (planned regimen)
