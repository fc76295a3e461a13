Feature: Figures on one antibody after the other come from relapsed or refractory myeloma

  @rule:seq-isa-mono-after-dara @rule:seq-isa-mono-washout-lt3 @rule:seq-isa-mono-washout-3to6
  @rule:seq-isa-mono-washout-ge6 @rule:seq-isa-pd-after-dara-ph1b @rule:seq-isa-pd-after-dara-retro
  Scenario Outline: After daratumumab, another setting or none on record makes them an extrapolation
    Given a patient assessed on 2024-06-30
      | setting               | <setting>  |
      | current antibody      | none       |
      | planned antibody      | isatuximab |
      | planned partner drugs | <partners> |
      | planned start         | 2024-07-01 |
    And an earlier course of daratumumab
      | last dose | <last> |
    When the rule book is applied
    Then <code> applies to the planned regimen
    And <code> <says> “<words>”

    Examples:
      | code                         | partners                    | last       | setting                | says         | words                                |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 | relapsed refractory mm | does not say | extrapolation here                   |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 | relapsed mm            | does not say | extrapolation here                   |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 | newly diagnosed mm     | says         | the setting on record is another one |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 | al amyloidosis         | says         | the setting on record is another one |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 | other                  | says         | the setting on record is another one |
      | seq-isa-mono-after-dara      | none                        | 2024-05-01 |                        | says         | the setting isn't recorded           |
      | seq-isa-mono-washout-lt3     | none                        | 2024-05-01 | relapsed refractory mm | does not say | extrapolation here                   |
      | seq-isa-mono-washout-lt3     | none                        | 2024-05-01 | al amyloidosis         | says         | the setting on record is another one |
      | seq-isa-mono-washout-lt3     | none                        | 2024-05-01 |                        | says         | the setting isn't recorded           |
      | seq-isa-mono-washout-3to6    | none                        | 2024-03-01 | relapsed mm            | does not say | extrapolation here                   |
      | seq-isa-mono-washout-3to6    | none                        | 2024-03-01 | newly diagnosed mm     | says         | the setting on record is another one |
      | seq-isa-mono-washout-3to6    | none                        | 2024-03-01 |                        | says         | the setting isn't recorded           |
      | seq-isa-mono-washout-ge6     | none                        | 2023-03-01 | relapsed mm            | does not say | extrapolation here                   |
      | seq-isa-mono-washout-ge6     | none                        | 2023-03-01 | newly diagnosed mm     | says         | the setting on record is another one |
      | seq-isa-mono-washout-ge6     | none                        | 2023-03-01 |                        | says         | the setting isn't recorded           |
      | seq-isa-pd-after-dara-ph1b   | pomalidomide, dexamethasone | 2023-03-01 | relapsed mm            | does not say | extrapolation here                   |
      | seq-isa-pd-after-dara-ph1b   | pomalidomide, dexamethasone | 2023-03-01 | newly diagnosed mm     | says         | the setting on record is another one |
      | seq-isa-pd-after-dara-ph1b   | pomalidomide, dexamethasone | 2023-03-01 |                        | says         | the setting isn't recorded           |
      | seq-isa-pd-after-dara-retro  | pomalidomide, dexamethasone | 2023-03-01 | relapsed refractory mm | does not say | extrapolation here                   |
      | seq-isa-pd-after-dara-retro  | pomalidomide, dexamethasone | 2023-03-01 | al amyloidosis         | says         | the setting on record is another one |
      | seq-isa-pd-after-dara-retro  | pomalidomide, dexamethasone | 2023-03-01 |                        | says         | the setting isn't recorded           |

  @rule:seq-dara-mono-after-isa @rule:seq-dara-combo-after-isa
  Scenario Outline: After isatuximab too
    Given a patient assessed on 2024-06-30
      | setting               | <setting>   |
      | current antibody      | none        |
      | planned antibody      | daratumumab |
      | planned partner drugs | <partners>  |
    And an earlier course of isatuximab
      | partner drugs | pomalidomide, dexamethasone |
    When the rule book is applied
    Then <code> applies to the planned regimen
    And <code> <says> “<words>”
    And <code> <cites> leleu-2022/sequencing-in-relapsed-refractory

    Examples:
      | code                     | partners                   | setting                | says         | words                                | cites         |
      | seq-dara-mono-after-isa  | none                       | relapsed refractory mm | does not say | extrapolation here                   | does not cite |
      | seq-dara-mono-after-isa  | none                       | newly diagnosed mm     | says         | the setting on record is another one | cites         |
      | seq-dara-mono-after-isa  | none                       |                        | says         | the setting isn't recorded           | cites         |
      | seq-dara-combo-after-isa | carfilzomib, dexamethasone | relapsed mm            | does not say | extrapolation here                   | does not cite |
      | seq-dara-combo-after-isa | carfilzomib, dexamethasone | al amyloidosis         | says         | the setting on record is another one | cites         |
      | seq-dara-combo-after-isa | carfilzomib, dexamethasone |                        | says         | the setting isn't recorded           | cites         |
